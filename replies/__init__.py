"""What Candour writes to people: templates, the printed form, the mail sender."""
