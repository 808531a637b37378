"""What is shown of a case, and to whom, in words: pure views that mails, pages and the terminal share."""
