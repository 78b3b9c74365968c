"""What the machine tells and does: clipboard, printers, screen lock, Qt's texts, work beside."""
