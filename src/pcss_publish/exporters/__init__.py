"""One module per format; each has an ``export`` function (see ``base.py``)."""
