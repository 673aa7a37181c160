"""A visible Calc on a screen of its own, pressed by mouse, keys and accessibility actions; nothing is imitated."""
