namespace AudioIO;

/// <summary>How raw samples lie in a stream: what the header of a WAV file would say.</summary>
public sealed record PcmFormat
{
    /// <summary>Largest number of channels.</summary>
    private const int MaxChannels = 1024;

    /// <summary>Creates the format.</summary>
    /// <param name="rate">Sampling rate in Hz, above 0; it need not be a whole number.</param>
    /// <param name="channels">Number of channels, 1 to 1024.</param>
    /// <param name="bitsPerSample">
    /// Bits of a stored sample: 8 to 64 in steps of 8 for <see cref="AudioEncoding.PcmSigned"/>, 8 for
    /// <see cref="AudioEncoding.PcmUnsigned"/>, <see cref="AudioEncoding.ALaw"/> and <see cref="AudioEncoding.MuLaw"/>, 32 or 64 for
    /// <see cref="AudioEncoding.IeeeFloat"/>.
    /// </param>
    /// <param name="encoding">Kind of the samples. Note that WAV's integers of 8 bits are <see cref="AudioEncoding.PcmUnsigned"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is out of its range, or samples of this encoding do not have as many bits.
    /// </exception>
    public PcmFormat(double rate, int channels, int bitsPerSample = 16, AudioEncoding encoding = AudioEncoding.PcmSigned)
    {
        if (!double.IsFinite(rate) || rate <= 0)
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate is a finite number of Hz above 0.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, MaxChannels);
        bool exists = encoding switch
        {
            AudioEncoding.PcmSigned => bitsPerSample is >= 8 and <= 64 && bitsPerSample % 8 == 0,
            AudioEncoding.PcmUnsigned or AudioEncoding.ALaw or AudioEncoding.MuLaw => bitsPerSample == 8,
            AudioEncoding.IeeeFloat => bitsPerSample is 32 or 64,
            _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Raw samples are integers, floats, A-law or µ-law."),
        };
        if (!exists)
        {
            throw new ArgumentOutOfRangeException(
                nameof(bitsPerSample), bitsPerSample, $"Samples of the encoding {encoding} do not have as many bits.");
        }
        Rate = rate;
        Channels = channels;
        BitsPerSample = bitsPerSample;
        Encoding = encoding;
    }

    /// <summary>Sampling rate in Hz.</summary>
    public double Rate { get; }

    /// <summary>Number of channels, interleaved.</summary>
    public int Channels { get; }

    /// <summary>Bits of a stored sample.</summary>
    public int BitsPerSample { get; }

    /// <summary>Kind of the samples.</summary>
    public AudioEncoding Encoding { get; }

    /// <summary>True where the most significant byte of a sample comes first. Default false.</summary>
    public bool BigEndian { get; init; }

    /// <summary>Position in the stream of the first sample, in bytes. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long StartPosition
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }
}
