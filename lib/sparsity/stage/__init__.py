"""What scenes are made of: theme, type, layout, and the actors on a weight plane."""
