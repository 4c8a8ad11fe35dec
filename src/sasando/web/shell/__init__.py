"""The look of the whole platform: layout, components, style, and the tags that templates of every area use."""
