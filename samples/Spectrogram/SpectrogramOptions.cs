using AudioIO.Samples.Colors;

namespace AudioIO.Samples.Spectrogram;

/// <summary>What becomes of the several spectra that fall into one column of the picture.</summary>
internal enum ColumnRule
{
    /// <summary>Their powers are averaged: noise gets smooth and its level is right.</summary>
    Mean,

    /// <summary>The strongest power of each frequency counts: a single click in an hour stays visible.</summary>
    Max,
}

/// <summary>What the axis of time shows.</summary>
internal enum TimeKind
{
    /// <summary>Time since the beginning of the recording.</summary>
    Recording,

    /// <summary>What the recorder's clock showed.</summary>
    Clock,
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

    /// <summary>Length of a transform in spectra, a power of two: what lies beyond the samples are zeros.</summary>
    public int Padding { get; init; } = 1;

    /// <summary>What the samples of a spectrum are multiplied by.</summary>
    public WindowFunction Window { get; init; } = WindowFunction.Hann;

    /// <summary>Channel to draw, counted from 0; null for all of them, one below the other.</summary>
    public int? Channel { get; init; } = 0;

    /// <summary>Where the picture begins; null: at the start of the recording.</summary>
    public TimeSpan? From { get; init; }

    /// <summary>Where the picture ends; null: at the end of the recording.</summary>
    public TimeSpan? To { get; init; }

    /// <summary>Lowest frequency of the picture in Hz; null: 0, or the first one above it where the axis is logarithmic.</summary>
    public double? Low { get; init; }

    /// <summary>Highest frequency of the picture in Hz; null: half the sampling rate.</summary>
    public double? High { get; init; }

    /// <summary>True for an axis of frequency where every octave has the same height.</summary>
    public bool LogFrequency { get; init; }

    /// <summary>What the recording is filtered by before it is drawn; null for nothing.</summary>
    public FilterBand? Filter { get; init; }

    /// <summary>What the axis of time shows; null: the clock, where it is known.</summary>
    public TimeKind? Time { get; init; }

    /// <summary>True to show time in which nothing was recorded, as blank columns.</summary>
    public bool WithPauses { get; init; }

    /// <summary>True for a strip with the extent of the samples above each channel.</summary>
    public bool WithWaveform { get; init; }

    /// <summary>True to keep the level of every frequency, which are more than the rows of the picture.</summary>
    public bool WithSpectra { get; init; }

    /// <summary>Level of the darkest colour in dBFS; null: found from the levels that occur.</summary>
    public double? Floor { get; init; }

    /// <summary>Level of the brightest colour in dBFS; null: found from the levels that occur.</summary>
    public double? Ceiling { get; init; }

    /// <summary>The colours of levels.</summary>
    public ColorMap Colors { get; init; } = ColorMap.Ember;

    /// <summary>Width of the whole picture in pixels.</summary>
    public int Width { get; init; } = 1600;

    /// <summary>Height of the whole picture in pixels.</summary>
    public int Height { get; init; } = 900;

    /// <summary>What becomes of several spectra in one column.</summary>
    public ColumnRule Rule { get; init; }
}
