using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>
/// What opening and reading cost, in calls that read, bytes read and bytes allocated. That few large reads are also fast, the
/// benchmarks show.
/// </summary>
public class ReadCostTests
{
    private static readonly WaveFormat Stereo16 = WaveFormat.Pcm(16, 2, 44100);

    [Fact]
    public void Opening_reads_the_header_once_and_the_end_once()
    {
        var bytes = new CountingBytes(
            WaveBuilder.Riff().Chunk("bext", new byte[700]).Format(Stereo16).Data(new byte[1_000_000])
                .Chunk("LIST", new byte[300]).Chunk("id3 ", new byte[100]).ToArray());
        using WaveSource source = Recordings.Open(bytes, AudioLoaderOptions.Default);
        Assert.Equal((2, 250_000L), (bytes.Reads, source.Info.Frames));
        Assert.InRange(bytes.BytesRead, 1, 8192);
        bytes.ResetCounts();
        Assert.Equal(5, source.Chunks.Count);
        Assert.InRange(bytes.Reads, 0, 1);
    }

    [Fact]
    public void Opening_a_file_that_ends_with_its_audio_is_one_read()
    {
        var bytes = new CountingBytes(WaveBuilder.File(Stereo16, new byte[1_000_000]));
        using WaveSource source = Recordings.Open(bytes, AudioLoaderOptions.Default);
        Assert.Equal(1, bytes.Reads);
    }

    [Fact]
    public void Opening_does_not_walk_over_many_chunks_after_the_audio()
    {
        WaveBuilder builder = WaveBuilder.Riff().Format(Stereo16).Data(new byte[40]);
        for (int i = 0; i < 1000; i++) builder.Chunk("note", new byte[10_000]);
        var bytes = new CountingBytes(builder.ToArray());
        using WaveSource source = Recordings.Open(bytes, AudioLoaderOptions.Default);
        Assert.InRange(bytes.Reads, 1, 20);
        Assert.Equal(1002, source.Chunks.Count);
        Assert.InRange(bytes.Reads, 1, 1010);
    }

    [Fact]
    public void Walking_over_neighbouring_small_chunks_shares_reads()
    {
        WaveBuilder builder = WaveBuilder.Riff();
        for (int i = 0; i < 10_000; i++) builder.Chunk("tiny", []);
        var bytes = new CountingBytes(builder.Format(Stereo16).Data(new byte[40]).ToArray());
        using WaveSource source = Recordings.Open(bytes, AudioLoaderOptions.Default);
        Assert.InRange(bytes.Reads, 1, 25);
    }

    [Theory]
    [MemberData(nameof(SmallFiles.Names), MemberType = typeof(SmallFiles))]
    public void A_frame_is_one_read_of_its_own_bytes(string name)
    {
        var bytes = new CountingBytes(SmallFiles.All[name]);
        using WaveSource source = Recordings.Open(bytes, AudioLoaderOptions.Default);
        float[] frame = new float[source.Info.Channels];
        bytes.ResetCounts();
        source.Read<float>(source.Info.Frames - 1, frame);
        Assert.Equal(1, bytes.Reads);
        Assert.InRange(bytes.BytesRead, 1, source.FramesPerUnit == 1 ? 8 * source.Info.Channels : 24);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Integers_are_read_through_a_buffer_of_bounded_size(int bits)
    {
        byte[] audio = new byte[10 * SampleReader.BufferBytes / bits * bits];
        var bytes = new CountingBytes(WaveBuilder.File(WaveFormat.Pcm(bits), audio));
        using WaveSource source = Recordings.Open(bytes, AudioLoaderOptions.Default);
        bytes.ResetCounts();
        source.ReadAll<float>();
        Assert.InRange(bytes.Reads, 10, 11);
        Assert.Equal(source.Info.Frames * bits / 8, bytes.BytesRead);
    }

    [Fact]
    public void Samples_that_are_stored_as_asked_go_straight_into_the_destination()
    {
        var floats = new CountingBytes(WaveBuilder.File(WaveFormat.Float(32), new byte[4_000_000]));
        var shorts = new CountingBytes(WaveBuilder.File("RIFX", WaveFormat.Pcm(16), new byte[4_000_000]));
        using WaveSource floatSource = Recordings.Open(floats, AudioLoaderOptions.Default);
        using WaveSource shortSource = Recordings.Open(shorts, AudioLoaderOptions.Default);
        floats.ResetCounts();
        shorts.ResetCounts();
        floatSource.ReadAll<float>();
        shortSource.ReadAll<short>();
        Assert.Equal((1, 1), (floats.Reads, shorts.Reads));
    }

    [Theory]
    [MemberData(nameof(SmallFiles.Names), MemberType = typeof(SmallFiles))]
    public void Reading_allocates_nothing(string name)
    {
        using WaveSource source = Recordings.Open(new CountingBytes(SmallFiles.All[name]), AudioLoaderOptions.Default);
        float[] floats = new float[source.Info.Frames * source.Info.Channels];
        double[] doubles = new double[floats.Length];
        Assert.Equal(0, Allocations.Least(() =>
        {
            source.Read<float>(0, floats);
            source.Read<double>(0, doubles);
            source.Read<float>(source.Info.Frames - 1, floats.AsSpan(0, source.Info.Channels));
        }));
    }

    [Fact]
    public void Reading_a_long_recording_in_parts_allocates_nothing()
    {
        using WaveSource source = Recordings.Open(
            new CountingBytes(WaveBuilder.File(WaveFormat.Pcm(24, 2), Noise(6_000_000))), AudioLoaderOptions.Default);
        float[] part = new float[200_000];
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (long frame = 0; frame < source.Info.Frames; frame += 100_000) source.Read<float>(frame, part);
        }));
    }
}
