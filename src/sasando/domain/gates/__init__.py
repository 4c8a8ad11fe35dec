"""Where people leave and come home: airports, harbours, border posts, and the routes between them."""
