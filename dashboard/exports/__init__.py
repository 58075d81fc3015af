"""What can be taken along: rows of a view come in, a file for other programs goes out."""
