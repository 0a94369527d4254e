using System.Buffers.Binary;
using System.Text;

namespace AudioIO;

/// <summary>What is wrong with a chunk COMM.</summary>
internal readonly record struct AiffFault(AudioFormatErrorKind Kind, string What, string Expected, string Found);

/// <summary>Reads from the chunk COMM how samples are coded (AIFF 1.3, "The Common Chunk"; AIFF-C, "Compression types").</summary>
internal static class AiffCoding
{
    private const int MaxChannels = 1024;
    private const double MaxRate = uint.MaxValue;

    /// <summary>Reads the chunk.</summary>
    /// <param name="common">Its content, 18 bytes or more.</param>
    /// <param name="hasCompression">True in AIFF-C, where four characters say how the samples are coded.</param>
    /// <param name="startPosition">Where the samples begin.</param>
    /// <param name="fault">Makes the exception for what cannot be read.</param>
    public static (PcmFormat Coding, int ValidBits) Read(
        ReadOnlySpan<byte> common, bool hasCompression, long startPosition, Func<AiffFault, AudioFormatException> fault)
    {
        int channels = BinaryPrimitives.ReadInt16BigEndian(common), bits = BinaryPrimitives.ReadInt16BigEndian(common[6..]);
        double rate = Extended(common[8..]);
        if (channels is < 1 or > MaxChannels) throw fault(new AiffFault(AudioFormatErrorKind.Malformed, "Channels", $"1 to {MaxChannels}", $"{channels}"));
        if (!(rate is >= 1 and <= MaxRate)) throw fault(new AiffFault(AudioFormatErrorKind.Malformed, "Sampling rate", $"1 to {MaxRate} Hz", $"{rate}"));
        string type = hasCompression && common.Length >= 22 ? Encoding.Latin1.GetString(common.Slice(18, 4)) : "NONE";
        (AudioEncoding encoding, bool bigEndian, int fixedBits) = type switch
        {
            "NONE" or "twos" => (AudioEncoding.PcmSigned, true, 0),
            "sowt" => (AudioEncoding.PcmSigned, false, 0),
            "raw " => (AudioEncoding.PcmUnsigned, true, 8),
            "in24" => (AudioEncoding.PcmSigned, true, 24),
            "in32" => (AudioEncoding.PcmSigned, true, 32),
            "fl32" or "FL32" => (AudioEncoding.IeeeFloat, true, 32),
            "fl64" or "FL64" => (AudioEncoding.IeeeFloat, true, 64),
            "alaw" or "ALAW" => (AudioEncoding.ALaw, true, 8),
            "ulaw" or "ULAW" => (AudioEncoding.MuLaw, true, 8),
            _ => throw fault(new AiffFault(AudioFormatErrorKind.Unsupported, "Compression", "none, floats, A-law or µ-law", $"'{Printable(type)}'")),
        };
        if (fixedBits == 0 && bits is < 1 or > 32) throw fault(new AiffFault(AudioFormatErrorKind.Malformed, "Bits of a sample", "1 to 32", $"{bits}"));
        // Samples of n bits are the upper ones of as many bytes as they need.
        int stored = fixedBits > 0 ? fixedBits : (bits + 7) / 8 * 8;
        var coding = new PcmFormat(rate, channels, stored, encoding) { BigEndian = bigEndian, StartPosition = startPosition };
        return (coding, encoding is AudioEncoding.ALaw or AudioEncoding.MuLaw ? 16 : fixedBits > 0 ? fixedBits : bits);
    }

    /// <summary>A floating-point number of 80 bits: sign, 15 bits of exponent, 64 of mantissa with its leading one.</summary>
    private static double Extended(ReadOnlySpan<byte> bytes)
    {
        int exponent = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        ulong mantissa = BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]);
        return (exponent & 0x8000) != 0 ? -1 : Math.ScaleB(mantissa, exponent - 16383 - 63);
    }

    private static string Printable(string type) => string.Concat(type.Select(c => c is >= ' ' and <= '~' ? c : '?'));
}
