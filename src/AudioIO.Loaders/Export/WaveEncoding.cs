namespace AudioIO;

/// <summary>How the samples of a WAV file are stored that is written.</summary>
public enum WaveEncoding
{
    /// <summary>Unsigned integers of 8 bits, silence at 128.</summary>
    Pcm8,

    /// <summary>Integers of 16 bits.</summary>
    Pcm16,

    /// <summary>Integers of 24 bits in three bytes.</summary>
    Pcm24,

    /// <summary>Integers of 32 bits.</summary>
    Pcm32,

    /// <summary>Floating point of 32 bits.</summary>
    IeeeFloat32,

    /// <summary>Floating point of 64 bits.</summary>
    IeeeFloat64,
}

internal static class WaveEncodings
{
    /// <summary>The coding of samples that are little-endian, with all bits valid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such encoding.</exception>
    public static SampleCoding Coding(this WaveEncoding encoding, int channels)
    {
        (AudioEncoding kind, int bits) = encoding switch
        {
            WaveEncoding.Pcm8 => (AudioEncoding.PcmUnsigned, 8),
            WaveEncoding.Pcm16 => (AudioEncoding.PcmSigned, 16),
            WaveEncoding.Pcm24 => (AudioEncoding.PcmSigned, 24),
            WaveEncoding.Pcm32 => (AudioEncoding.PcmSigned, 32),
            WaveEncoding.IeeeFloat32 => (AudioEncoding.IeeeFloat, 32),
            WaveEncoding.IeeeFloat64 => (AudioEncoding.IeeeFloat, 64),
            _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "There is no such encoding."),
        };
        return new SampleCoding
        {
            Encoding = kind,
            Channels = channels,
            BitsPerSample = bits,
            ValidBits = bits,
            BytesPerSample = bits / 8,
            BlockBytes = bits / 8 * channels,
        };
    }
}
