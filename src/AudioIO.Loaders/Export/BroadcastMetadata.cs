using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace AudioIO;

/// <summary>The fields of a bext chunk (EBU Tech 3285 v2 §2.3) that people fill in. It is written as version 1, without UMID.</summary>
public sealed record BroadcastMetadata
{
    /// <summary>Bytes of the fixed fields, before the coding history.</summary>
    internal const int FixedBytes = 602;

    internal const int DateOffset = 320;
    internal const int TimeOffset = 330;
    internal const int ReferenceOffset = 338;
    internal const int VersionOffset = 346;
    internal const int LoudnessOffset = 412;
    internal const int LoudnessValues = 5;

    /// <summary>What the sound is; 256 bytes of UTF-8 at most.</summary>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    public string Description { get; init => field = Fitting(value, 256); } = "";

    /// <summary>Who or what made it; 32 bytes at most.</summary>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    public string Originator { get; init => field = Fitting(value, 32); } = "";

    /// <summary>The originator's own reference; 32 bytes at most.</summary>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    public string OriginatorReference { get; init => field = Fitting(value, 32); } = "";

    /// <summary>When the first frame was recorded, in local time; written to the second. Null leaves date and time empty.</summary>
    public DateTime? Origination { get; init; }

    /// <summary>Number of frames since midnight at the first frame.</summary>
    public ulong TimeReference { get; init; }

    /// <summary>What was done to the sound, one line for each step (EBU R 98).</summary>
    public string CodingHistory { get; init; } = "";

    internal byte[] ToBytes()
    {
        byte[] history = Encoding.UTF8.GetBytes(CodingHistory);
        byte[] bytes = new byte[FixedBytes + history.Length];
        Encoding.UTF8.GetBytes(Description, bytes);
        Encoding.UTF8.GetBytes(Originator, bytes.AsSpan(256));
        Encoding.UTF8.GetBytes(OriginatorReference, bytes.AsSpan(288));
        if (Origination is { } time)
        {
            Encoding.ASCII.GetBytes(time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), bytes.AsSpan(DateOffset));
            Encoding.ASCII.GetBytes(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture), bytes.AsSpan(TimeOffset));
        }
        // Two words, the low one first, which in little-endian order are one number.
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(ReferenceOffset), TimeReference);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(VersionOffset), 1);
        history.CopyTo(bytes, FixedBytes);
        return bytes;
    }

    private static string Fitting(string text, int maxBytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        int length = Encoding.UTF8.GetByteCount(text);
        if (length > maxBytes) throw new ArgumentException($"A text of {length} bytes does not fit into {maxBytes}.", nameof(text));
        return text;
    }
}
