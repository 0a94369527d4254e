namespace AudioIO.Samples.Spectrogram;

/// <summary>What becomes of the several spectra that fall into one column of the picture.</summary>
internal enum ColumnRule
{
    /// <summary>Their powers are averaged: noise gets smooth and its level is right.</summary>
    Mean,

    /// <summary>The strongest power of each frequency counts: a single click in an hour stays visible.</summary>
    Max,
}

/// <summary>What to draw and how; each default suits most recordings.</summary>
internal sealed record SpectrogramOptions
{
    /// <summary>Samples per spectrum, a power of two.</summary>
    public int FftSize { get; init; } = 2048;

    /// <summary>
    /// Share of samples that a spectrum has in common with the next, 0 to below 1; null: 0.5, and more where the picture has room for more.
    /// </summary>
    public double? Overlap { get; init; }

    /// <summary>Channel to draw, counted from 0.</summary>
    public int Channel { get; init; }

    /// <summary>Where the picture begins; null: at the start of the recording.</summary>
    public TimeSpan? From { get; init; }

    /// <summary>Where the picture ends; null: at the end of the recording.</summary>
    public TimeSpan? To { get; init; }

    /// <summary>Level of the darkest colour in dBFS; null: found from the levels that occur.</summary>
    public double? Floor { get; init; }

    /// <summary>Level of the brightest colour in dBFS; null: found from the levels that occur.</summary>
    public double? Ceiling { get; init; }

    /// <summary>Width of the whole picture in pixels.</summary>
    public int Width { get; init; } = 1600;

    /// <summary>Height of the whole picture in pixels.</summary>
    public int Height { get; init; } = 900;

    /// <summary>What becomes of several spectra in one column.</summary>
    public ColumnRule Rule { get; init; }
}
