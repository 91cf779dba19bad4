"""Where does a growing ball first touch, and what is that touched set?"""
