using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>Sony Wave64: GUIDs, lengths that include their header, multiples of 8 bytes.</summary>
public class Wave64Tests
{
    private static readonly WaveFormat Mono16 = WaveFormat.Pcm(16);
    private static readonly byte[] Audio = Counting(101);
    private static readonly int[] Expected = [.. Enumerable.Range(1, 101)];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void A_chunk_before_the_format_ends_at_a_multiple_of_eight(int length)
    {
        WaveBuilder builder = WaveBuilder.Wave64().Chunk("junk", new byte[length]).Format(Mono16);
        using WaveSource source = Open(builder.Chunk("LIST", "INFO"u8.ToArray()).Data(Audio).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        Assert.Equal(["junk", "fmt ", "LIST", "data"], source.Chunks.Select(c => c.Id));
        Assert.Empty(source.Diagnostics);
    }

    [Fact]
    public void An_unknown_guid_is_a_chunk_under_its_text_form()
    {
        byte[] marker = new Guid("ABF76256-392D-11D2-86C7-00C04F8EDB8A").ToByteArray();
        WaveBuilder builder = WaveBuilder.Wave64().Format(Mono16).Raw(marker).U64(32).Raw(new byte[8]).Data(Audio);
        using WaveSource source = Open(builder.ToArray());
        Assert.Equal("abf76256-392d-11d2-86c7-00c04f8edb8a", source.Chunks[1].Id);
        Assert.Equal(8, source.Chunks[1].Length);
    }

    [Theory]
    [InlineData(1ul << 62)]
    [InlineData(ulong.MaxValue)]
    public void A_data_size_beyond_the_file_is_cut_and_reported(ulong size)
    {
        using WaveSource source = Open(WaveBuilder.Wave64().Format(Mono16).Chunk("data", Audio, size, pad: false).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Truncated, $"claims {size - 24} bytes");
    }

    [Theory]
    [InlineData(24ul)]
    [InlineData(0ul)]
    public void A_data_size_that_was_never_written_is_recovered(ulong size)
    {
        using WaveSource source = Open(WaveBuilder.Wave64().Format(Mono16).Chunk("data", Audio, size, pad: false).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Recovered, "no chunks follow");
    }

    [Fact]
    public void An_empty_data_chunk_before_other_chunks_is_no_audio()
    {
        using WaveSource source = Open(WaveBuilder.Wave64().Format(Mono16).Data([]).Chunk("LIST", new byte[16]).ToArray());
        Assert.Equal(0, source.Info.Frames);
        Assert.Empty(source.Diagnostics);
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(ulong.MaxValue)]
    public void The_size_of_the_whole_file_plays_no_part(ulong size) =>
        Assert.Equal(Expected, Integers(WaveBuilder.Wave64(size).Format(Mono16).Data(Audio).ToArray()));

    [Theory]
    [InlineData(0ul)]
    [InlineData(23ul)]
    public void A_chunk_smaller_than_its_own_header_ends_the_walk(ulong size)
    {
        AudioFormatException before = Refusal(WaveBuilder.Wave64().Format(Mono16).Chunk("junk", [], size).Data(Audio).ToArray());
        Assert.Equal(AudioFormatErrorKind.Malformed, before.Kind);
        using WaveSource after = Open(WaveBuilder.Wave64().Format(Mono16).Data(Audio).Chunk("junk", [], size).ToArray());
        Assert.Equal(Expected, after.ReadAll<int>());
        after.AssertNote(DiagnosticKind.Ignored, "24 bytes after the last chunk");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void Bytes_after_the_audio_that_are_no_chunks_are_reported_and_not_read(int count)
    {
        using WaveSource source = Open(WaveBuilder.Wave64().Format(Mono16).Data(Audio).Raw(Noise(count)).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        Assert.Equal(["fmt ", "data"], source.Chunks.Select(c => c.Id));
        source.AssertNote(DiagnosticKind.Ignored, $"{count} bytes after the last chunk");
    }

    [Fact]
    public void Another_form_is_refused()
    {
        byte[] file = WaveBuilder.File("Wave64", Mono16, Audio);
        file[24] ^= 1;
        Assert.Equal(AudioFormatErrorKind.Unsupported, Refusal(file).Kind);
    }
}
