using System.Numerics;

namespace AudioIO;

/// <summary>What a <see cref="WaveWriter"/> writes beside the samples, and how it rounds them.</summary>
public sealed record WaveWriterOptions
{
    /// <summary>The defaults.</summary>
    public static WaveWriterOptions Default { get; } = new();

    /// <summary>What the file says beside its samples. Default: nothing.</summary>
    public WaveMetadata Metadata
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = WaveMetadata.Empty;

    /// <summary>
    /// Speaker positions as the bits of dwChannelMask, one for each channel at most; 0 says that channels are no speakers. Default null:
    /// front centre for one channel, front left and right for two, 0 for more.
    /// </summary>
    public uint? ChannelMask { get; init; }

    /// <summary>
    /// Null: floating-point samples are rounded to the nearest integer. A number: noise of a triangular distribution, one step wide to
    /// either side (TPDF dither), is added before, which makes the error of rounding independent of the sound. The same number gives the
    /// same noise. Default null.
    /// </summary>
    public int? DitherSeed { get; init; }

    /// <summary>True to leave a stream open when the writer over it is disposed. Default false.</summary>
    public bool LeaveOpen { get; init; }

    /// <summary>Largest size of a RIFF chunk in bytes: beyond it the file becomes RF64. For tests.</summary>
    internal long MaxRiffBytes { get; init; } = WaveHeader.MaxRiffBytes;

    /// <exception cref="ArgumentException">The mask names more speakers than there are channels.</exception>
    internal uint MaskOf(int channels)
    {
        uint mask = ChannelMask ?? WaveFormatBytes.DefaultMask(channels);
        int speakers = BitOperations.PopCount(mask);
        return speakers <= channels
            ? mask
            : throw new ArgumentException($"A channel mask of {speakers} speakers does not fit {channels} channels.", nameof(channels));
    }
}
