namespace AudioIO;

/// <summary>How a range is exported.</summary>
public sealed record ExportOptions
{
    /// <summary>The defaults.</summary>
    public static ExportOptions Default { get; } = new();

    /// <summary>
    /// How samples are stored. Default null: as the recording stores them, bit for bit, where WAV can (integers, floats, A-law, µ-law);
    /// FLAC as integers of the same number of bits, ADPCM as the 16 bits that it decodes to; of files that differ what holds the samples of
    /// all of them. A signal as its values are: 32-bit floats, or 64-bit ones.
    /// </summary>
    public WaveEncoding? Encoding { get; init; }

    /// <summary>The seed of the noise that is added where samples are rounded; see <see cref="WaveWriterOptions.DitherSeed"/>. Default
    /// null: none.</summary>
    public int? DitherSeed { get; init; }

    /// <summary>
    /// True to copy also the chunks of a WAV file that are not understood, as they are: what they say of times and positions is that of the
    /// whole file. Default false.
    /// </summary>
    public bool KeepUnknownChunks { get; init; }

    /// <summary>
    /// The recording from which a signal was computed, frame by frame: what it says is kept, as if a range of it were exported. Its rate is
    /// that of the signal. Default null: a signal says nothing beside its values. Not for recordings, which say it themselves.
    /// </summary>
    public AudioSource? DescribedBy { get; init; }

    /// <summary>True to replace a file that exists; never one of the recording's own. Default false: exporting fails.</summary>
    public bool Overwrite { get; init; }
}
