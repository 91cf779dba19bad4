"""Which strokes is a Chinese character made of, and what does it share with others?"""
