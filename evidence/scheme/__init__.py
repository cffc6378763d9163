"""What is asked: criteria tables read into a tree, and changed while they are in use."""
