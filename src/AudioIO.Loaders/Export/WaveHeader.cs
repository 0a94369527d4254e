using System.Buffers.Binary;

namespace AudioIO;

/// <summary>
/// The bytes of a WAV file before its audio, and the numbers in them that grow: <c>JUNK</c>, which becomes <c>ds64</c> (EBU Tech 3306)
/// where 32 bits do not hold the sizes any more, <c>fmt </c>, <c>fact</c> for what is not PCM, metadata, and the header of <c>data</c>.
/// </summary>
internal sealed class WaveHeader
{
    /// <summary>Largest size of a RIFF chunk; the number above it stands for "see ds64" or "not known".</summary>
    public const long MaxRiffBytes = uint.MaxValue - 1L;

    private const uint Unknown = uint.MaxValue;
    private const int ChunkHeaderBytes = 8;
    private const int JunkPosition = 12; // after "RIFF", the size and "WAVE"
    private const int Ds64Bytes = 28; // three 64-bit sizes and an empty table

    private readonly long _maxRiffBytes;
    private readonly int _frameBytes;
    private readonly GrowingNumber _riffSize;
    private readonly GrowingNumber _dataSize;
    private readonly GrowingNumber? _fact;
    private GrowingNumber[]? _wideSizes; // of RIFF, of data, number of frames; once there is ds64

    /// <summary>Makes the header of a file without audio.</summary>
    /// <param name="coding">How samples are stored.</param>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="mask">dwChannelMask.</param>
    /// <param name="chunks">What stands before the audio.</param>
    /// <param name="canGrow">False where nothing can be changed later: then the sizes are said to be unknown.</param>
    /// <param name="maxRiffBytes">Largest size of a RIFF chunk in bytes; smaller than <see cref="MaxRiffBytes"/> in tests.</param>
    public WaveHeader(SampleCoding coding, uint rate, uint mask, IReadOnlyList<WaveChunk> chunks, bool canGrow, long maxRiffBytes)
    {
        _maxRiffBytes = maxRiffBytes;
        _frameBytes = coding.BlockBytes;
        var bytes = new List<byte>();
        bytes.AddRange("RIFF\0\0\0\0WAVE"u8);
        if (canGrow) Add(bytes, "JUNK", new byte[Ds64Bytes]);
        Add(bytes, "fmt ", WaveFormatBytes.Of(coding, rate, mask));
        // Microsoft, Multimedia Data Standards Update 3.0: every format but PCM has a fact chunk.
        bool isPcm = coding.Encoding is AudioEncoding.PcmSigned or AudioEncoding.PcmUnsigned;
        if (!isPcm && canGrow)
        {
            _fact = new GrowingNumber(bytes.Count + ChunkHeaderBytes, sizeof(uint), 0);
            Add(bytes, "fact", new byte[sizeof(uint)]);
        }
        foreach (WaveChunk chunk in chunks) Add(bytes, chunk.Id, chunk.Content.Span);
        bytes.AddRange("data\0\0\0\0"u8);
        Bytes = [.. bytes];
        uint riffSize = canGrow ? (uint)Bytes.Length - ChunkHeaderBytes : Unknown;
        uint dataSize = canGrow ? 0 : Unknown;
        BinaryPrimitives.WriteUInt32LittleEndian(Bytes.AsSpan(4), riffSize);
        BinaryPrimitives.WriteUInt32LittleEndian(Bytes.AsSpan(Bytes.Length - sizeof(uint)), dataSize);
        _riffSize = new GrowingNumber(4, sizeof(uint), riffSize);
        _dataSize = new GrowingNumber(Bytes.Length - sizeof(uint), sizeof(uint), dataSize);
    }

    /// <summary>The header as it is before the first frame.</summary>
    public byte[] Bytes { get; }

    /// <summary>
    /// Brings the sizes up to date. The audio is in the file already: whenever this stops, the file can be read, and has no fewer frames
    /// than before.
    /// </summary>
    /// <param name="stream">The file.</param>
    /// <param name="start">Position of the file's first byte in the stream.</param>
    /// <param name="frames">Number of frames in the file.</param>
    public void Update(Stream stream, long start, long frames)
    {
        ulong dataBytes = (ulong)frames * (ulong)_frameBytes;
        // The pad byte counts in the size of RIFF, not in that of data.
        ulong riffBytes = (ulong)Bytes.Length - ChunkHeaderBytes + dataBytes + (dataBytes & 1);
        if (_wideSizes is null && riffBytes <= (ulong)_maxRiffBytes)
        {
            _riffSize.Write(stream, start, riffBytes);
            _fact?.Write(stream, start, (ulong)frames);
            _dataSize.Write(stream, start, dataBytes);
            return;
        }
        if (_wideSizes is null) Widen(stream, start, riffBytes, dataBytes, (ulong)frames);
        _wideSizes![0].Write(stream, start, riffBytes);
        _wideSizes[2].Write(stream, start, (ulong)frames);
        _wideSizes[1].Write(stream, start, dataBytes);
    }

    // EBU Tech 3306 §4: JUNK becomes ds64, the 32-bit sizes 0xFFFFFFFF, RIFF becomes RF64. In an order in which every step leaves a file
    // that is read whole: a chunk of another name is passed over, ds64 in RIFF is heeded where the size of data is 0xFFFFFFFF, and a size
    // on its way there is larger than the file or no smaller than the one before.
    private void Widen(Stream stream, long start, ulong riffBytes, ulong dataBytes, ulong frames)
    {
        const int ContentPosition = JunkPosition + ChunkHeaderBytes;
        Span<byte> sizes = stackalloc byte[Ds64Bytes];
        sizes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(sizes, riffBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(sizes[8..], dataBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(sizes[16..], frames);
        Write(stream, start + ContentPosition, sizes);
        Write(stream, start + JunkPosition, "ds64"u8);
        _riffSize.Write(stream, start, Unknown);
        _fact?.Write(stream, start, Unknown);
        _dataSize.Write(stream, start, Unknown);
        // The one write that must not be torn: four bytes of one page, which no operating system tears.
        Write(stream, start, "RF64"u8);
        _wideSizes =
        [
            new GrowingNumber(ContentPosition, sizeof(ulong), riffBytes),
            new GrowingNumber(ContentPosition + 8, sizeof(ulong), dataBytes),
            new GrowingNumber(ContentPosition + 16, sizeof(ulong), frames),
        ];
    }

    private static void Write(Stream stream, long position, ReadOnlySpan<byte> bytes)
    {
        stream.Position = position;
        stream.Write(bytes);
    }

    private static void Add(List<byte> bytes, string id, ReadOnlySpan<byte> content)
    {
        Span<byte> header = stackalloc byte[ChunkHeaderBytes];
        // Four ASCII characters; the lengths of chunks are those of arrays, below 2^31.
        for (int i = 0; i < 4; i++) header[i] = (byte)id[i];
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], content.Length);
        bytes.AddRange(header);
        bytes.AddRange(content);
        if ((content.Length & 1) != 0) bytes.Add(0);
    }
}
