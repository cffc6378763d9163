"""疑点提示: where examiners may complain, one small rule a complaint, pure functions of the snapshot and its gaps."""
