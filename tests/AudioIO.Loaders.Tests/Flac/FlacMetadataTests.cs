namespace AudioIO.Tests.Flac;

/// <summary>Metadata is passed over by its length, and its faults do not reach the audio.</summary>
public class FlacMetadataTests
{
    [Fact]
    public void Every_block_is_listed_with_its_place()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 3);
        for (int type = 1; type < 8; type++) file.Metadata.Add((type, new byte[type]));
        file.Metadata.Add((127, []));
        using FlacSource source = FlacFile.Open(file.ToArray());
        Assert.Equal(
            ["STREAMINFO", "PADDING", "APPLICATION", "SEEKTABLE", "VORBIS_COMMENT", "CUESHEET", "PICTURE", "RESERVED_7", "RESERVED_127"],
            source.MetadataBlocks.Select(block => block.Id));
        Assert.Equal([34L, 1, 2, 3, 4, 5, 6, 7, 0], source.MetadataBlocks.Select(block => block.Length));
        Assert.Equal(8, source.MetadataBlocks[0].Position);
        Assert.All(source.MetadataBlocks.Zip(source.MetadataBlocks.Skip(1)), pair =>
            Assert.Equal(pair.First.Position + pair.First.Length + 4, pair.Second.Position));
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
    }

    [Fact]
    public void Blocks_of_16_megabytes_cost_nothing()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 3);
        foreach (int type in (int[])[1, 2, 3, 6]) file.Metadata.Add((type, new byte[(1 << 24) - 1]));
        byte[] bytes = file.ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();
        using FlacSource source = FlacFile.Open(bytes);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1, 0x10)]
    [InlineData(3, 0)]
    public void Tags_before_the_stream_are_passed_over(int tags, byte flags)
    {
        FlacFile file = FlacDamageTests.Make(false, count: 3);
        byte[] footer = (flags & 0x10) != 0 ? [(byte)'3', (byte)'D', (byte)'I', 4, 0, flags, 0, 0, 2, 5] : [];
        byte[] tag = [.. "ID3"u8, 4, 0, flags, 0, 0, 2, 5, .. new byte[261], .. footer];
        byte[] bytes = [.. Enumerable.Repeat(tag, tags).SelectMany(t => t), .. file.ToArray()];
        using var source = (FlacSource)AudioLoader.OpenSource(new MemoryStream(bytes));
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
        Assert.Equal(Math.Min(tags, 1), source.Diagnostics.Count);
        Assert.Equal((tags * tag.Length) + 8, source.MetadataBlocks[0].Position);
    }

    [Fact]
    public void A_longer_StreamInfo_is_read_and_a_shorter_one_refused()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 3);
        byte[] frames = [.. file.Frames.SelectMany(f => f)], info = file.StreamInfo();
        using FlacSource source = FlacFile.Open([.. "fLaC"u8, .. FlacFile.Block(0, [.. info, 1, 2, 3], true), .. frames]);
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
        Assert.Throws<AudioFormatException>(() => FlacFile.Open([.. "fLaC"u8, .. FlacFile.Block(0, info[..33], true), .. frames]));
    }

    [Fact]
    public void The_first_StreamInfo_counts_wherever_it_stands()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 3);
        byte[] frames = [.. file.Frames.SelectMany(f => f)], info = file.StreamInfo();
        byte[] other = [.. info];
        other[10] ^= 0xFF;
        using FlacSource source = FlacFile.Open(
            [.. "fLaC"u8, .. FlacFile.Block(1, new byte[9], false), .. FlacFile.Block(0, info, false), .. FlacFile.Block(0, other, true),
                .. frames]);
        Assert.Equal(44100, source.Info.Rate);
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
        Assert.Equal(2, source.Diagnostics.Count(d => d.Kind == DiagnosticKind.Contradiction));
    }

    [Theory]
    [InlineData("4F67675300", AudioFormatErrorKind.Unsupported, "Ogg")]
    [InlineData("52494646", AudioFormatErrorKind.Malformed, "fLaC")]
    [InlineData("FFF8C908", AudioFormatErrorKind.Malformed, "fLaC")]
    [InlineData("664C", AudioFormatErrorKind.Truncated, "fLaC")]
    [InlineData("", AudioFormatErrorKind.Truncated, "fLaC")]
    [InlineData("664C614381000000", AudioFormatErrorKind.Malformed, "STREAMINFO")]
    [InlineData("664C61430100000A00", AudioFormatErrorKind.Truncated, "PADDING")]
    [InlineData("664C614300000022", AudioFormatErrorKind.Truncated, "STREAMINFO")]
    [InlineData("664C6143010000", AudioFormatErrorKind.Truncated, "header")]
    public void What_is_not_native_FLAC_is_refused_by_name(string hex, AudioFormatErrorKind kind, string name)
    {
        var failure = Assert.Throws<AudioFormatException>(() => FlacFile.Open(Convert.FromHexString(hex)));
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Position);
    }

    [Fact]
    public void A_rate_of_0_is_content_that_is_not_audio()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 3);
        file.Rate = 0;
        Assert.Equal(AudioFormatErrorKind.Unsupported, Assert.Throws<AudioFormatException>(() => FlacFile.Open(file.ToArray())).Kind);
    }

    [Fact]
    public void More_blocks_than_any_file_has_are_refused()
    {
        byte[] empty = FlacFile.Block(1, [], false);
        byte[] bytes = [.. "fLaC"u8, .. Enumerable.Repeat(empty, 70_000).SelectMany(b => b)];
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, Assert.Throws<AudioFormatException>(() => FlacFile.Open(bytes)).Kind);
    }

    [Fact]
    public void A_refused_stream_is_disposed()
    {
        var stream = new MemoryStream([1, 2, 3]);
        Assert.Throws<AudioFormatException>(() => AudioLoader.OpenSource(stream));
        Assert.False(stream.CanRead);
    }
}
