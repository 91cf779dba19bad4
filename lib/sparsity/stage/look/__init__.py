"""How does everything look: colours, letters, strokes, and how things move?"""
