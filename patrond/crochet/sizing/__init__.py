"""What a size is: the words that ask for it, and the charts that give its centimetres."""
