"""What was measured of people with diabetes, and how had their disease gone on a year later?"""
