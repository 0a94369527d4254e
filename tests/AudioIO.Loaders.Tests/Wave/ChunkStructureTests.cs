using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>Orders, repetitions and sizes of chunks.</summary>
public class ChunkStructureTests
{
    private static readonly WaveFormat Mono16 = WaveFormat.Pcm(16);
    private static readonly byte[] Audio = Counting(50);
    private static readonly int[] Expected = [.. Enumerable.Range(1, 50)];

    [Theory]
    [InlineData("LIST")]
    [InlineData("JUNK")]
    [InlineData("bext")]
    [InlineData("iXML")]
    [InlineData("id3 ")]
    [InlineData("PAD ")]
    [InlineData("fact")]
    [InlineData("smpl")]
    public void Other_chunks_may_stand_before_format_and_audio(string id)
    {
        foreach (int length in new[] { 0, 1, 2, 9, 5000, 70_001 })
        {
            byte[] payload = Noise(length);
            byte[] file = WaveBuilder.Riff().Chunk(id, payload).Format(Mono16).Chunk(id, payload).Data(Audio).Chunk(id, payload).ToArray();
            using WaveSource source = Open(file);
            Assert.Equal(Expected, source.ReadAll<int>());
            Assert.Equal([id, "fmt ", id, "data", id], source.Chunks.Select(c => c.Id));
            Assert.All(
                source.Chunks.Where(c => c.Id == id), c => Assert.Equal(payload, file.AsSpan((int)c.Position, (int)c.Length).ToArray()));
            Assert.Empty(source.Diagnostics);
        }
    }

    [Fact]
    public void The_pad_byte_of_an_odd_chunk_may_be_missing()
    {
        WaveBuilder builder = WaveBuilder.Riff().Chunk("LIST", new byte[5], pad: false).Format(Mono16);
        using WaveSource source = Open(builder.Chunk("note", new byte[3], pad: false).Data(Audio).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Contradiction, "The pad byte after the chunk 'LIST' of 5 bytes is missing");
        source.AssertNote(DiagnosticKind.Contradiction, "'note'");
    }

    [Fact]
    public void The_pad_byte_after_odd_audio_may_be_missing()
    {
        byte[] file = WaveBuilder.Riff().Format(WaveFormat.Pcm(8)).Data([1, 2, 3], pad: false).Chunk("LIST", new byte[4]).ToArray();
        using WaveSource source = Open(file);
        Assert.Equal(3, source.Info.Frames);
        Assert.Equal(["fmt ", "data", "LIST"], source.Chunks.Select(c => c.Id));
    }

    [Fact]
    public void The_format_may_come_after_the_audio()
    {
        WaveBuilder builder = WaveBuilder.Riff().Data(Audio);
        for (int i = 0; i < 40; i++) builder.Chunk("note", new byte[4]);
        Assert.Equal(Expected, Integers(builder.Format(Mono16).ToArray()));
    }

    [Fact]
    public void The_first_of_two_formats_counts()
    {
        using WaveSource equal = Open(WaveBuilder.Riff().Format(Mono16).Format(Mono16).Data(Audio).ToArray());
        using WaveSource different = Open(WaveBuilder.Riff().Format(Mono16).Format(WaveFormat.Pcm(24, 2)).Data(Audio).ToArray());
        Assert.Equal(Expected, equal.ReadAll<int>());
        Assert.Equal(Expected, different.ReadAll<int>());
        equal.AssertNote(DiagnosticKind.Ignored, "repeats the one at byte 12");
        different.AssertNote(DiagnosticKind.Contradiction, "differs from the one at byte 12");
    }

    [Fact]
    public void The_first_of_two_data_chunks_counts_and_the_other_is_reported()
    {
        using WaveSource source = Open(
            WaveBuilder.Riff().Format(Mono16).Data(Audio).Chunk("LIST", new byte[4]).Data(Counting(7)).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Ignored, "A second data chunk of 14 bytes");
    }

    [Fact]
    public void A_list_of_data_and_silence_is_refused_by_its_name()
    {
        byte[] file = WaveBuilder.Riff().Format(Mono16).Chunk("LIST", [.. "wavl"u8, .. "data"u8, 4, 0, 0, 0, 1, 0, 2, 0]).ToArray();
        AudioFormatException refusal = Refusal(file);
        Assert.Equal(AudioFormatErrorKind.Unsupported, refusal.Kind);
        Assert.Contains("wavl", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_format_or_audio_is_refused_by_what_is_missing()
    {
        Assert.Contains(
            "expected a chunk 'fmt ', found only 'LIST', 'data'",
            Refusal(WaveBuilder.Riff().Chunk("LIST", []).Data(Audio).ToArray()).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "expected a chunk 'data', found only 'fmt '",
            Refusal(WaveBuilder.Riff().Format(Mono16).ToArray()).Message,
            StringComparison.Ordinal);
        Assert.Contains("no chunk at all", Refusal(WaveBuilder.Riff().ToArray()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_chunks_are_case_sensitive() =>
        Assert.Contains(
            "'DATA'", Refusal(WaveBuilder.Riff().Format(Mono16).Chunk("DATA", Audio).ToArray()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(uint.MaxValue)]
    public void Fact_plays_no_part_for_pcm(uint frames)
    {
        using WaveSource source = Open(
            WaveBuilder.Riff().Format(Mono16).Chunk("fact", BitConverter.GetBytes(frames)).Data(Audio).ToArray());
        Assert.Equal(50, source.Info.Frames);
        Assert.Empty(source.Diagnostics);
    }

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("\x01\xFFzz")]
    public void A_chunk_with_an_odd_name_before_the_audio_is_skipped_by_its_size(string id) =>
        Assert.Equal(Expected, Integers(WaveBuilder.Riff().Format(Mono16).Chunk(id, new byte[10]).Data(Audio).ToArray()));

    [Theory]
    [InlineData("odd ", 1000u)]
    [InlineData("LIST", 0x7FFFFFFFu)]
    [InlineData("fmt ", uint.MaxValue)]
    public void A_chunk_before_the_audio_that_is_larger_than_the_file_is_refused(string id, uint claim)
    {
        AudioFormatException refusal = Refusal(WaveBuilder.Riff().Chunk(id, new byte[20], claim).Format(Mono16).Data(Audio).ToArray());
        Assert.Equal((AudioFormatErrorKind.Truncated, 12L), (refusal.Kind, refusal.Position));
        Assert.Contains($"found {claim}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chunk_after_the_audio_that_is_larger_than_the_file_is_cut_and_reported()
    {
        using WaveSource source = Open(WaveBuilder.Riff().Format(Mono16).Data(Audio).Chunk("LIST", new byte[10], 5000).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        Assert.Equal(10, source.Chunks[^1].Length);
        source.AssertNote(DiagnosticKind.Truncated, "'LIST' claims 5000 bytes");
    }

    [Fact]
    public void Twenty_thousand_small_chunks_before_the_audio_are_walked_over()
    {
        WaveBuilder builder = WaveBuilder.Riff();
        for (int i = 0; i < 20_000; i++) builder.Chunk("tiny", [1, 2]);
        Assert.Equal(Expected, Integers(builder.Format(Mono16).Data(Audio).ToArray()));
    }

    [Fact]
    public void More_than_a_million_chunks_before_the_audio_are_refused()
    {
        byte[] many = new byte[8 * 1_000_001];
        for (int i = 0; i < many.Length; i += 8) "tiny"u8.CopyTo(many.AsSpan(i));
        AudioFormatException refusal = Refusal(WaveBuilder.Riff().Raw(many).Format(Mono16).Data(Audio).ToArray());
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, refusal.Kind);
    }

    [Fact]
    public void More_than_a_million_chunks_after_the_audio_are_listed_up_to_that_number()
    {
        byte[] many = new byte[8 * 1_000_001];
        for (int i = 0; i < many.Length; i += 8) "tiny"u8.CopyTo(many.AsSpan(i));
        using WaveSource source = Open(WaveBuilder.Riff().Format(Mono16).Data(Audio).Raw(many).ToArray());
        Assert.Equal(1_000_000, source.Chunks.Count);
        source.AssertNote(DiagnosticKind.Ignored, "Only the first 1000000 chunks");
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(36u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(uint.MaxValue)]
    public void The_size_of_the_whole_file_plays_no_part(uint size)
    {
        using WaveSource source = Open(WaveBuilder.Riff(size: size).Format(Mono16).Data(Audio).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        Assert.Empty(source.Diagnostics);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 5000)]
    [InlineData(true, 7)]
    [InlineData(true, 5000)]
    public void Bytes_after_the_audio_that_are_no_chunks_are_reported_and_not_read(bool zeros, int count)
    {
        byte[] tail = zeros ? new byte[count] : [.. Noise(count).Select(b => (byte)(b | 0x80))];
        using WaveSource source = Open(WaveBuilder.Riff().Format(Mono16).Data(Audio).Raw(tail).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Ignored, $"{count} bytes after the last chunk are no chunks");
    }
}
