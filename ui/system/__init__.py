"""What the machine tells and does: screen lock, clipboard, printers, Qt's own texts, work beside."""
