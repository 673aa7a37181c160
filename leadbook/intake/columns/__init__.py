"""What the columns of a list mean: by what a person said, by their names, by the values below them."""
