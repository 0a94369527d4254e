using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>The length of the audio: what the data chunk claims, measured against the file.</summary>
public class DataLengthTests
{
    private static readonly WaveFormat Mono16 = WaveFormat.Pcm(16);
    private static readonly byte[] Audio = Counting(100);
    private static readonly int[] Expected = [.. Enumerable.Range(1, 100)];

    [Theory]
    [InlineData(0u)]
    [InlineData(36u)]
    public void A_recorder_that_died_leaves_zero_and_its_audio_is_recovered(uint riffSize)
    {
        using WaveSource source = Open(WaveBuilder.Riff(size: riffSize).Format(Mono16).Data(Audio, 0).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Recovered, "200 that are no chunks follow");
    }

    [Fact]
    public void A_recorder_that_died_in_silence_is_recovered_too()
    {
        using WaveSource source = Open(WaveBuilder.Riff().Format(Mono16).Data(new byte[64], 0).ToArray());
        Assert.Equal(32, source.Info.Frames);
    }

    [Fact]
    public void An_empty_data_chunk_before_real_chunks_is_an_empty_recording()
    {
        byte[] file = WaveBuilder.Riff().Format(Mono16).Data([]).Chunk("LIST", new byte[26]).Chunk("id3 ", new byte[7]).ToArray();
        using WaveSource source = Open(file);
        Assert.Equal(0, source.Info.Frames);
        Assert.Equal(TimeSpan.Zero, source.Info.Duration);
        Assert.Empty(source.Diagnostics);
        Assert.Equal(["fmt ", "data", "LIST", "id3 "], source.Chunks.Select(c => c.Id));
    }

    [Fact]
    public void An_empty_data_chunk_before_chunks_and_zeros_is_an_empty_recording() =>
        Assert.Empty(Integers(WaveBuilder.Riff().Format(Mono16).Data([]).Chunk("LIST", new byte[26]).Raw(new byte[100]).ToArray()));

    [Fact]
    public void An_empty_data_chunk_at_the_end_is_an_empty_recording()
    {
        using WaveSource source = Open(WaveBuilder.Riff().Format(Mono16).Data([]).ToArray());
        Assert.Equal(0, source.Info.Frames);
        Assert.Empty(source.ReadAll<float>());
        Assert.Empty(source.Diagnostics);
    }

    [Fact]
    public void A_length_that_was_never_written_means_to_the_end_of_the_file()
    {
        using WaveSource source = Open(WaveBuilder.Riff(size: uint.MaxValue).Format(Mono16).Data(Audio, uint.MaxValue).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Recovered, "never written");
    }

    [Theory]
    [InlineData(0x7FFE0000u)]
    [InlineData(0xFFF00000u)]
    [InlineData(244u)]
    public void A_length_beyond_the_file_is_cut_and_reported(uint claim)
    {
        using WaveSource source = Open(WaveBuilder.Riff().Format(Mono16).Data(Audio, claim).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Truncated, $"claims {claim} bytes, the file has 200");
    }

    [Fact]
    public void A_small_length_before_much_audio_is_honoured_and_reported()
    {
        byte[] audio = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i | 0x80))];
        using WaveSource source = Open(WaveBuilder.Riff().Format(Mono16).Data(audio, 44).ToArray());
        Assert.Equal(22, source.Info.Frames);
        source.AssertNote(
            DiagnosticKind.Ignored, "99956 bytes after the last chunk are no chunks; the data chunk's length of 44 bytes counts");
    }

    [Theory]
    [InlineData(1, 49)]
    [InlineData(2, 49)]
    [InlineData(4, 49)]
    [InlineData(5, 48)]
    [InlineData(199, 0)]
    [InlineData(200, 0)]
    public void A_cut_file_has_the_whole_frames_that_are_there(int missing, int frames)
    {
        byte[] file = WaveBuilder.File(WaveFormat.Pcm(16, 2), Audio);
        using WaveSource source = Open(file[..^missing]);
        Assert.Equal(frames, source.Info.Frames);
        Assert.Equal(Expected[..(2 * frames)], source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Truncated, $"the file has {200 - missing}");
    }

    [Fact]
    public void Bytes_that_are_no_whole_frame_are_left_and_reported()
    {
        using WaveSource source = Open(WaveBuilder.Riff().Format(WaveFormat.Pcm(24, 2)).Data(new byte[6 * 4 + 5]).ToArray());
        Assert.Equal(4, source.Info.Frames);
        source.AssertNote(DiagnosticKind.Ignored, "5 bytes of a frame of 6");
    }

    [Fact]
    public void A_declared_length_below_what_is_present_counts()
    {
        using WaveSource source = Open(WaveBuilder.Riff().Format(Mono16).Data(Audio, 100).ToArray());
        Assert.Equal(50, source.Info.Frames);
    }
}
