namespace AudioIO;

/// <summary>Which frames a column of a spectrogram is computed from.</summary>
public enum SpectrumAlignment
{
    /// <summary>Column k begins at frame k · hop.</summary>
    Start,

    /// <summary>The middle of column k lies at frame k · hop: it begins size / 2 frames before.</summary>
    Center,
}
