"""What Word's XML says: styles, numbers, texts, controls, fields. Knows no template and no domain."""
