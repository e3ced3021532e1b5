// Nothing is called: linking it in is enough.
