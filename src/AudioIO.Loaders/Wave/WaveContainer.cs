namespace AudioIO;

/// <summary>
/// What tells the containers of WAV apart: the sizes and the alignment of their chunks, the order of their bytes, where a length that does
/// not fit into 32 bits stands.
/// </summary>
internal sealed record WaveContainer
{
    private WaveContainer(string name) => Name = name;

    /// <summary>RIFF/WAVE: 32-bit lengths, little-endian.</summary>
    public static WaveContainer Riff { get; } = new("RIFF");

    /// <summary>RIFX: the same in big-endian byte order.</summary>
    public static WaveContainer Rifx { get; } = new("RIFX") { Order = new ByteOrder(BigEndian: true) };

    /// <summary>RF64 (EBU Tech 3306): RIFF with 64-bit lengths in a chunk ds64.</summary>
    public static WaveContainer Rf64 { get; } = new("RF64") { HasDs64 = true };

    /// <summary>BW64 (ITU-R BS.2088): the same layout as RF64.</summary>
    public static WaveContainer Bw64 { get; } = new("BW64") { HasDs64 = true };

    /// <summary>Sony Wave64: GUIDs and 64-bit lengths.</summary>
    public static WaveContainer Wave64 { get; } = new("Wave64") { HeaderLength = 40, Alignment = 8 };

    /// <summary>As <see cref="AudioInfo.Format"/> has it.</summary>
    public string Name { get; }

    public ByteOrder Order { get; private init; }

    /// <summary>Bytes before the first chunk: "RIFF", length and "WAVE"; two GUIDs and a 64-bit length in Wave64.</summary>
    public int HeaderLength { get; private init; } = 12;

    /// <summary>Chunks begin at multiples of this many bytes.</summary>
    public int Alignment { get; private init; } = 2;

    /// <summary>True where lengths of 0xFFFFFFFF refer to a chunk ds64.</summary>
    public bool HasDs64 { get; private init; }

    /// <summary>True for Wave64, whose chunks have GUIDs.</summary>
    public bool IsWave64 => Alignment == 8;

    /// <summary>The container that bytes begin; null for none. A header that is cut off, but is one as far as it goes, counts.</summary>
    public static WaveContainer? Recognize(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Wave64Guids.Riff)) return IsOrIsCut(head, 24, Wave64Guids.Wave) ? Wave64 : null;
        WaveContainer? riff =
            head.StartsWith("RIFF"u8) ? Riff :
            head.StartsWith("RIFX"u8) ? Rifx :
            head.StartsWith("RF64"u8) ? Rf64 :
            head.StartsWith("BW64"u8) ? Bw64 : null;
        return IsOrIsCut(head, 8, "WAVE"u8) ? riff : null;
    }

    /// <summary>Makes the walker over the container's chunks, from the first one on.</summary>
    /// <exception cref="AudioFormatException">The file ends within its header.</exception>
    public ChunkWalker Walk(HeaderReader header)
    {
        if (header.Length - header.Start < HeaderLength)
        {
            throw header.Fault(
                AudioFormatErrorKind.Truncated,
                header.Start,
                "File",
                $"a {Name} header of {HeaderLength} bytes",
                $"{header.Length - header.Start} bytes");
        }
        long first = header.Start + HeaderLength;
        return IsWave64 ? new Wave64ChunkWalker(header, first) : new RiffChunkWalker(header, first);
    }

    private static bool IsOrIsCut(ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> form) =>
        head.Length < offset + form.Length || head.Slice(offset, form.Length).SequenceEqual(form);
}
