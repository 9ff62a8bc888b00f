"""WordPress exports (WXR 1.0 to 1.2): one post an article; of many, each is taken out first."""
