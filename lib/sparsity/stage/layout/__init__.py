"""Where does it go, and is there room?"""
