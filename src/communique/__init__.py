"""communique reads news reports on international affairs and keeps the diplomatic record they contain."""
