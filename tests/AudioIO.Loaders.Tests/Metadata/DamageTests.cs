namespace AudioIO.Tests.MetadataReading;

/// <summary>
/// Every chunk kind cut at every byte, with every byte flipped, and with random bytes: no content makes the reader throw.
/// </summary>
public sealed class DamageTests
{
    // The largest sample has 1 kB, of which half a megabyte of objects is far from ever being needed; a claimed length of 2^32 would show.
    private const long AllocationLimit = 512 << 10;

    public static TheoryData<string> Kinds => [.. Contents.Keys];

    private static Dictionary<string, (string Container, string Id, byte[] Content)> Contents { get; } = new()
    {
        ["INFO"] = ("RIFF", "LIST", Samples.Info()),
        ["INFO of Wave64"] = ("Wave64", "list", Samples.Info()),
        ["bext"] = ("RIFF", "bext", Samples.Bext()),
        ["iXML"] = ("RIFF", "iXML", System.Text.Encoding.UTF8.GetBytes(Samples.IXmlText)),
        ["GUANO"] = ("RIFF", "guan", System.Text.Encoding.UTF8.GetBytes(Samples.GuanoText)),
        ["cue"] = ("RIFF", "cue ", Samples.Cue()),
        ["cue of RIFX"] = ("RIFX", "cue ", Samples.Cue()),
        ["adtl"] = ("RIFF", "LIST", Samples.Adtl()),
        ["plst"] = ("RIFF", "plst", Samples.Playlist()),
        ["smpl"] = ("RIFF", "smpl", Samples.Sampler()),
        ["wamd"] = ("RIFF", "wamd", Samples.Wamd()),
        ["auxi"] = ("RIFF", "auxi", Samples.Auxi()),
        ["harp"] = ("RIFF", "harp", Samples.Harp()),
        ["r64m"] = ("RF64", "r64m", Samples.Markers64()),
        ["CSET"] = ("RIFF", "CSET", [0xA8, 0x03, 0, 0, 0, 0, 0, 0]),
        ["VORBIS_COMMENT"] = ("FLAC", "VORBIS_COMMENT", Samples.VorbisComment()),
        ["CUESHEET"] = ("FLAC", "CUESHEET", Samples.CueSheetBlock()),
        ["PICTURE"] = ("FLAC", "PICTURE", Samples.Picture()),
        ["APPLICATION"] = ("FLAC", "APPLICATION", Samples.Foreign()),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_truncation_is_read_as_far_as_it_goes(string kind)
    {
        (string container, string id, byte[] content) = Contents[kind];
        string whole = Read(container, id, content).Metadata.ToString();
        for (int length = 0; length < content.Length; length++)
        {
            string text = Read(container, id, content.AsSpan(0, length)).Metadata.ToString();
            Assert.InRange(text.Length, 0, whole.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_flipped_byte_is_survived(string kind)
    {
        (string container, string id, byte[] content) = Contents[kind];
        byte[] damaged = [.. content];
        for (int i = 0; i < content.Length; i++)
        {
            foreach (byte mask in (ReadOnlySpan<byte>)[0xFF, 0x01, 0x80])
            {
                damaged[i] = (byte)(content[i] ^ mask);
                Read(container, id, damaged);
            }
            damaged[i] = content[i];
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Random_bytes_are_survived(string kind)
    {
        (string container, string id, byte[] content) = Contents[kind];
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            byte[] damaged = [.. content];
            // A sound head now and then lets the damage reach what lies behind it.
            random.NextBytes(damaged.AsSpan(random.Next(damaged.Length)));
            try
            {
                Read(container, id, damaged);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {seed}", error);
            }
        }
    }

    [Fact]
    public void Chunks_beyond_the_limit_are_reported_unread_and_stay_reachable()
    {
        var file = new DescribedFile().Add("guan", new byte[ChunkLoader.MaxChunkBytes + 1]).Add("LIST", Samples.Info());
        MetadataResult result = file.ReadReporting("it is not read");
        Assert.Equal("Nachtigall", result.Metadata["Title"]);
        Assert.Equal(ChunkLoader.MaxChunkBytes + 1, result.Metadata.Chunks[0].ReadBytes().Length);
    }

    [Fact]
    public void Many_large_chunks_are_read_up_to_a_limit_of_their_sum()
    {
        var file = new DescribedFile();
        for (int i = 0; i < 5; i++) file.Add("guan", new byte[ChunkLoader.MaxChunkBytes / 2]);
        file.ReadReporting("it is not read");
    }

    // Each fault or value costs a hundred bytes or more: read to their ends, these chunks of 4 MB would cost 100 MB and over.
    [Theory]
    [InlineData("RIFF", "guan", "", "x\n")]
    [InlineData("RIFF", "guan", "", "a:b\n")]
    [InlineData("RIFF", "LIST", "INFO", "INAM\u0002\0\0\0ab")]
    [InlineData("RIFF", "LIST", "adtl", "labl\u0002\0\0\0ab")]
    [InlineData("FLAC", "VORBIS_COMMENT", "\0\0\0\0\u007F\u007F\u007F\u007F", "\u0003\0\0\0a=b")]
    public void Very_many_values_and_faults_end_the_reading(string container, string id, string head, string item)
    {
        var file = new DescribedFile(container).Add(id, head + string.Concat(Enumerable.Repeat(item, 4_000_000 / item.Length)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        file.Read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 60_000_000);
        Assert.InRange(file.Diagnostics.Count, 1, DiagnosticLog.MaxEntries + 1);
    }

    [Fact]
    public void Values_and_markers_beyond_their_limits_are_reported()
    {
        ChunkWriter list = new ChunkWriter().Text("INFO");
        for (int i = 0; i < MetadataTree.MaxNodes + 10; i++) list.Child("INAM", "x");
        var values = new DescribedFile().Add("LIST", list.ToArray());
        Assert.Equal(MetadataTree.MaxNodes - 1, values.ReadReporting("beyond the first").Metadata.GetAll("INAM").Count);
        byte[] points = new ChunkWriter().UInt32(MarkerCollection.MaxMarkers + 1).Zeros(24 * (MarkerCollection.MaxMarkers + 1)).ToArray();
        Assert.Equal(MarkerCollection.MaxMarkers, new DescribedFile().Add("cue ", points).ReadReporting("beyond the first").Markers.Count);
    }

    private static MetadataResult Read(string container, string id, ReadOnlySpan<byte> content)
    {
        DescribedFile file = new DescribedFile(container).Add(id, content);
        long before = GC.GetAllocatedBytesForCurrentThread();
        MetadataResult result = file.Read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationLimit);
        return result;
    }
}
