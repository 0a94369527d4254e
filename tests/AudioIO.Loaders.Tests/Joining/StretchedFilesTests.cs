using AudioIO.Tests.MetadataReading;
using AudioIO.Tests.Streams;

namespace AudioIO.Tests.Joining;

/// <summary>A file that says when parts of it were recorded, as those of a duty cycle do, has breaks and gaps within.</summary>
public class StretchedFilesTests
{
    private const int Second = StretchedSource.StretchFrames;
    private static readonly DateTimeOffset Evening = new DateTimeOffset(2024, 5, 1, 20, 0, 0, TimeSpan.Zero).AddMilliseconds(1);
    private static readonly AudioLoaderOptions Fill = new() { Gaps = GapPolicy.Fill };

    [Fact]
    public void Its_ranges_end_where_the_clock_breaks()
    {
        using StretchedSource source = Source(0, 1, 10, 20);
        FrameRange[] expected = [new(0, 2 * Second), new(2 * Second, 3 * Second), new(3 * Second, 4 * Second)];
        Assert.Equal(expected, source.ContinuousRanges);
        using AudioLoader<short> data = AudioLoader.Open<short>(source);
        Assert.Equal(expected, data.ContinuousRanges);
        Assert.Equal(expected, data.Signal.ContinuousRanges);
        using StretchedSource steady = Source(0, 1, 2);
        Assert.Equal([new FrameRange(0, 3 * Second)], steady.ContinuousRanges);
    }

    [Fact]
    public void Silence_stands_in_its_gaps_and_between_files_alike()
    {
        using StretchedSource first = Source(0, 5), second = Source(8, 9, 11);
        using ConcatenatedSource source = ConcatenatedSource.Of([first, second], Fill);
        int[] starts = [0, 5, 8, 9, 11]; // seconds
        int[] places = [0, 1, 0, 1, 2]; // in their files
        short[] expected = new short[12 * Second];
        for (int i = 0; i < starts.Length; i++)
            Waves.Counting(places[i] * Second, Second).CopyTo(expected.AsSpan(starts[i] * Second));
        Assert.Equal(expected, source.ReadAll<short>());
        Assert.Equal([0L, 8 * Second], source.Files.Select(file => file.StartFrame));
        Assert.Equal([0, 0, 1, 1], ((int[])[0, 7, 8, 10]).Select(second => source.FileAt(second * Second).Index));
        Assert.Equal(Evening.AddSeconds(10.5), source.InstantAt((long)(10.5 * Second)));
        Assert.Equal(3, source.Diagnostics.Count(entry => entry.FrameCount > 0));
        Join join = Assert.Single(source.Joins);
        Assert.Equal((JoinKind.Gap, 8L * Second, 0), (join.Kind, join.StartFrame, join.Index));
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            int start = random.Next(expected.Length);
            short[] found = new short[random.Next(1, Math.Min(30_000, expected.Length - start) + 1)];
            source.Read<short>(start, found);
            Assert.True(found.AsSpan().SequenceEqual(expected.AsSpan(start, found.Length)), $"{found.Length} from {start}");
        }
    }

    [Fact]
    public void Damage_across_a_gap_has_its_place_in_the_whole()
    {
        using StretchedSource file = Source(new FrameRange(Second - 10, Second + 5), 0, 3);
        using ConcatenatedSource source = ConcatenatedSource.Of([file], Fill);
        source.ReadAll<short>();
        Assert.Equal([new FrameRange(Second - 10, (3 * Second) + 5)], source.DamagedRanges);
    }

    [Fact]
    public void A_single_file_with_gaps_is_filled_by_the_option_too()
    {
        // The table names raw files of 1000 frames that began 12:45:00.250, 12:50:00 and 12:50:01: between whole seconds no gap shows.
        const int Rate = 48_000, Frames = 1000;
        short[] sound = Waves.Counting(0, 3 * Frames);
        byte[] file = Harp((uint)(Harp(0).Length - (2 * sound.Length)));
        using AudioLoader<short> plain = AudioLoader.Open<short>(new MemoryStream(file));
        Assert.Equal((3L * Frames, 2), (plain.Frames, plain.ContinuousRanges.Count));
        using AudioLoader<short> filled = AudioLoader.Open<short>(new MemoryStream(file), Fill);
        long second = (long)(299.75 * Rate);
        Assert.Equal(second + (2 * Frames), filled.Frames);
        Assert.Equal(sound[Frames..], filled[(int)second.., 0]);
        Assert.Equal(sound[..Frames], filled[..Frames, 0]);
        Assert.Equal(0, filled[second - 1, 0]);
        Assert.Equal(second, filled.Source.FrameAtClock(new DateTime(2019, 1, 5, 12, 50, 0)));
        using AudioSource steady = AudioLoader.OpenSource(new MemoryStream(Waves.Int16(sound)), Fill);
        Assert.IsType<WaveSource>(steady);

        byte[] Harp(uint dataPosition) => WaveBuilder.Riff().Format(WaveFormat.Pcm(16, rate: Rate))
            .Chunk("harp", Samples.Harp(dataPosition: dataPosition)).Data(Recordings.Shorts(sound)).ToArray();
    }

    private static StretchedSource Source(params double[] seconds) => Source(default, seconds);

    private static StretchedSource Source(FrameRange lost, params double[] seconds) =>
        new([.. seconds.Select(Evening.AddSeconds)], lost);
}
