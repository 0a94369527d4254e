using System.Buffers.Binary;

namespace AudioIO;

/// <summary>The content of a <c>fmt </c> chunk (Microsoft, WAVEFORMATEX and WAVEFORMATEXTENSIBLE).</summary>
internal static class WaveFormatBytes
{
    private const int PcmBytes = 16;
    private const int PlainBytes = 18; // and cbSize, which every tag but PCM has
    private const int ExtensibleBytes = 40;
    private const int ExtensionBytes = 22; // cbSize: what follows it

    // SPEAKER_FRONT_CENTER; SPEAKER_FRONT_LEFT | SPEAKER_FRONT_RIGHT: what one and two channels are where nothing is said.
    private const uint MonoMask = 0x4;
    private const uint StereoMask = 0x3;

    // KSDATAFORMAT_SUBTYPE_WAVEFORMATEX behind the format tag.
    private static ReadOnlySpan<byte> SubFormatTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <summary>Writes the fields.</summary>
    /// <param name="coding">How samples are stored, not ADPCM.</param>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="mask">dwChannelMask; 0 where nobody says which speaker a channel is for.</param>
    public static byte[] Of(SampleCoding coding, uint rate, uint mask)
    {
        ushort tag = Tag(coding.Encoding);
        bool isExtensible = IsExtensible(coding, mask);
        byte[] bytes = new byte[isExtensible ? ExtensibleBytes : tag == WaveFormatTag.Pcm ? PcmBytes : PlainBytes];
        Span<byte> fields = bytes;
        BinaryPrimitives.WriteUInt16LittleEndian(fields, isExtensible ? WaveFormatTag.Extensible : tag);
        // Bit budget: at most 1024 channels of 8 bytes.
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], (ushort)coding.Channels);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[4..], rate);
        // nAvgBytesPerSec is for the size of buffers: where 32 bits do not hold it, the largest number does.
        BinaryPrimitives.WriteUInt32LittleEndian(fields[8..], (uint)Math.Min((ulong)rate * (uint)coding.BlockBytes, uint.MaxValue));
        BinaryPrimitives.WriteUInt16LittleEndian(fields[12..], (ushort)coding.BlockBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[14..], (ushort)(8 * coding.BytesPerSample));
        if (!isExtensible) return bytes;
        BinaryPrimitives.WriteUInt16LittleEndian(fields[16..], ExtensionBytes);
        bool isPcm = tag == WaveFormatTag.Pcm;
        BinaryPrimitives.WriteUInt16LittleEndian(fields[18..], (ushort)(isPcm ? coding.ValidBits : 8 * coding.BytesPerSample));
        BinaryPrimitives.WriteUInt32LittleEndian(fields[20..], mask);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[24..], tag);
        SubFormatTail.CopyTo(fields[26..]);
        return bytes;
    }

    /// <summary>The mask of mono and stereo; 0 for more channels, which mean nothing in particular until somebody says so.</summary>
    public static uint DefaultMask(int channels) => channels switch
    {
        1 => MonoMask,
        2 => StereoMask,
        _ => 0,
    };

    // Microsoft, "Multiple channel audio data and WAVE files": more than two channels, integers of other than 8 or 16 bits, bits that are
    // not all valid, and speakers that are not the usual ones ask for WAVE_FORMAT_EXTENSIBLE.
    private static bool IsExtensible(SampleCoding coding, uint mask)
    {
        bool isPcm = Tag(coding.Encoding) == WaveFormatTag.Pcm;
        return coding.Channels > 2 || (mask != 0 && mask != DefaultMask(coding.Channels)) ||
            (isPcm && (coding.BytesPerSample > 2 || coding.ValidBits != 8 * coding.BytesPerSample));
    }

    private static ushort Tag(AudioEncoding encoding) => encoding switch
    {
        AudioEncoding.IeeeFloat => WaveFormatTag.IeeeFloat,
        AudioEncoding.ALaw => WaveFormatTag.ALaw,
        AudioEncoding.MuLaw => WaveFormatTag.MuLaw,
        _ => WaveFormatTag.Pcm,
    };
}
