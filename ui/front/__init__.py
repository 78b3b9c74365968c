"""The windows before a vault is open: welcome, unlock, found one, restore, recover."""
