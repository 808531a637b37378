"""What reading is trained and measured with: labelled reports written for this project, and the recorded commands."""
