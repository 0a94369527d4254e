using System.Buffers.Binary;
using NAudio.Wave;

namespace AudioIO;

/// <summary>NAudio's description of samples and this library's, each made of the other.</summary>
internal static class WaveFormats
{
    /// <summary>Where the sub-format begins in the extra bytes of WAVE_FORMAT_EXTENSIBLE: behind valid bits and channel mask.</summary>
    private const int SubFormatOffset = 6;

    /// <summary>KSDATAFORMAT_SUBTYPE_…: the tag, then these bytes.</summary>
    private static ReadOnlySpan<byte> SubFormatTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <summary>How the samples of a WaveStream lie in it.</summary>
    /// <exception cref="AudioFormatException">It has samples that are not read; the message names them.</exception>
    public static PcmFormat Read(WaveFormat format)
    {
        WaveFormatEncoding tag = Tag(format);
        int bits = format.BitsPerSample;
        AudioEncoding? encoding = tag switch
        {
            WaveFormatEncoding.Pcm when bits == 8 => AudioEncoding.PcmUnsigned,
            WaveFormatEncoding.Pcm when bits is 16 or 24 or 32 or 64 => AudioEncoding.PcmSigned,
            WaveFormatEncoding.IeeeFloat when bits is 32 or 64 => AudioEncoding.IeeeFloat,
            WaveFormatEncoding.ALaw when bits == 8 => AudioEncoding.ALaw,
            WaveFormatEncoding.MuLaw when bits == 8 => AudioEncoding.MuLaw,
            _ => null,
        };
        bool isSound = encoding is not null && format.Channels is > 0 and <= 1024 && format.SampleRate > 0;
        if (!isSound || format.BlockAlign != format.Channels * bits / 8)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.Unsupported,
                "WaveFormat: expected integers of 8, 16, 24, 32 or 64 bits, floats of 32 or 64, A-law or µ-law, without gaps, " +
                $"found {tag} of {bits} bits, {format.Channels} channels and {format.BlockAlign} bytes of a block at {format.SampleRate} Hz");
        }
        return new PcmFormat(format.SampleRate, format.Channels, bits, encoding!.Value);
    }

    /// <summary>NAudio's description of the samples of a signal.</summary>
    /// <exception cref="ArgumentException">Its fields do not hold them.</exception>
    public static WaveFormat Of(Signal signal, AudioEncoding encoding, int bitsPerSample)
    {
        long blockBytes = signal.ValuesPerFrame * (bitsPerSample / 8L);
        // Rate and bytes of a second have 32 bits with a sign, bytes of a block 16.
        bool fits = signal.Rate == Math.Truncate(signal.Rate) && blockBytes <= short.MaxValue && signal.Rate * blockBytes <= int.MaxValue;
        if (!fits)
        {
            throw new ArgumentException(
                "WaveFormat: expected a whole number of Hz, at most 32767 bytes of a frame and 2147483647 of a second, " +
                $"found {signal.Rate} Hz and {blockBytes} bytes of a frame.", nameof(signal));
        }
        int rate = (int)signal.Rate;
        return WaveFormat.CreateCustomFormat(
            encoding == AudioEncoding.IeeeFloat ? WaveFormatEncoding.IeeeFloat : WaveFormatEncoding.Pcm,
            rate, signal.ValuesPerFrame, (int)(rate * blockBytes), (int)blockBytes, bitsPerSample);
    }

    /// <summary>The tag, that of the sub-format where the format has one.</summary>
    private static WaveFormatEncoding Tag(WaveFormat format)
    {
        if (format.Encoding != WaveFormatEncoding.Extensible) return format.Encoding;
        Span<byte> subFormat = stackalloc byte[16];
        if (format is WaveFormatExtensible extensible) extensible.SubFormat.TryWriteBytes(subFormat);
        else if (format is WaveFormatExtraData { ExtraSize: >= SubFormatOffset + 16 } extra) extra.ExtraData.AsSpan(SubFormatOffset, 16).CopyTo(subFormat);
        return subFormat[2..].SequenceEqual(SubFormatTail)
            ? (WaveFormatEncoding)BinaryPrimitives.ReadUInt16LittleEndian(subFormat)
            : WaveFormatEncoding.Extensible;
    }
}
