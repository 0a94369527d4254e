using Xunit.Abstractions;

namespace AudioIO.Tests.Remote;

/// <summary>How many trips recordings take that lie far away, and how many bytes beside those of the frames.</summary>
public class TripTests(ITestOutputHelper output)
{
    private const int Hours = 4 * 3600; // in seconds

    /// <summary>What the level does.</summary>
    public enum Level
    {
        /// <summary>Noise.</summary>
        Steady,

        /// <summary>It wanders, and with it the bytes per second by a third.</summary>
        Wandering,

        /// <summary>Every other hour has five times the bytes of the one before: those limits are of ten seconds of a silent one.</summary>
        LoudAndSilent,
    }

    /// <summary>
    /// Rate, channels, level; most bytes of opening and the first read, in parts of those wanted; trips and bytes of the second read alone. It is
    /// 86 KiB for opening, 9 for the order, a twentieth of what is wanted and two FlacFrames: below 44.1 kHz, and of silence, more than 0.3 of it.
    /// </summary>
    [Theory]
    [InlineData(16_000, 1, Level.Steady, 1.66, 1, 1.14)]
    [InlineData(44_100, 1, Level.Steady, 1.28, 1, 1.1)]
    [InlineData(48_000, 1, Level.Steady, 1.26, 1, 1.1)]
    [InlineData(48_000, 2, Level.Steady, 1.18, 1, 1.1)]
    [InlineData(96_000, 2, Level.Steady, 1.12, 1, 1.08)]
    [InlineData(192_000, 2, Level.Steady, 1.1, 1, 1.08)]
    [InlineData(16_000, 1, Level.Wandering, 1.64, 1, 1.16)]
    [InlineData(44_100, 1, Level.Wandering, 1.32, 1, 1.12)]
    [InlineData(48_000, 1, Level.Wandering, 1.3, 2, 1.1)]
    [InlineData(48_000, 2, Level.Wandering, 1.2, 1, 1.1)]
    [InlineData(96_000, 2, Level.Wandering, 1.14, 1, 1.08)]
    [InlineData(192_000, 2, Level.Wandering, 1.1, 1, 1.08)]
    [InlineData(16_000, 1, Level.LoudAndSilent, 4.56, 1, 1.78)]
    [InlineData(44_100, 1, Level.LoudAndSilent, 2.22, 1, 1.22)]
    [InlineData(48_000, 1, Level.LoudAndSilent, 2.12, 1, 1.2)]
    [InlineData(48_000, 2, Level.LoudAndSilent, 1.66, 1, 1.18)]
    [InlineData(96_000, 2, Level.LoudAndSilent, 1.38, 1, 1.12)]
    [InlineData(192_000, 2, Level.LoudAndSilent, 1.24, 1, 1.1)]
    public void With_a_seek_table_ten_seconds_in_the_middle_of_four_hours_of_flac_take_two_trips(
        int rate, int channels, Level level, double bytes, int tripsAfter, double bytesAfter) =>
        AssertCosts(Recording(rate, channels, hasSeekTable: true, level), new Limits(2, bytes, tripsAfter, bytesAfter));

    /// <summary>
    /// As above, with most trips. Beside opening there are looks at 15 places, 1.1 FlacFrames each. A look shows nothing of what goes on between two:
    /// where the level wanders faster than that, or jumps there, another trip of looks comes before the frames.
    /// </summary>
    [Theory]
    [InlineData(16_000, 1, Level.Steady, 3, 2.04, 2, 1.34)]
    [InlineData(44_100, 1, Level.Steady, 3, 1.42, 2, 1.28)]
    [InlineData(48_000, 1, Level.Steady, 3, 1.4, 2, 1.28)]
    [InlineData(48_000, 2, Level.Steady, 3, 1.32, 2, 1.28)]
    [InlineData(96_000, 2, Level.Steady, 3, 1.2, 2, 1.26)]
    [InlineData(192_000, 2, Level.Steady, 3, 1.12, 2, 1.26)]
    [InlineData(16_000, 1, Level.Wandering, 3, 2.2, 2, 1.96)]
    [InlineData(44_100, 1, Level.Wandering, 4, 1.72, 2, 1.22)]
    [InlineData(48_000, 1, Level.Wandering, 4, 1.58, 3, 1.2)]
    [InlineData(48_000, 2, Level.Wandering, 4, 1.48, 3, 1.2)]
    [InlineData(96_000, 2, Level.Wandering, 4, 1.56, 2, 1.18)]
    [InlineData(192_000, 2, Level.Wandering, 4, 1.38, 2, 1.14)]
    [InlineData(16_000, 1, Level.LoudAndSilent, 5, 9.34, 3, 4.04)]
    [InlineData(44_100, 1, Level.LoudAndSilent, 5, 4.04, 3, 2.08)]
    [InlineData(48_000, 1, Level.LoudAndSilent, 5, 3.62, 3, 1.98)]
    [InlineData(48_000, 2, Level.LoudAndSilent, 5, 3.02, 3, 1.92)]
    [InlineData(96_000, 2, Level.LoudAndSilent, 5, 2.12, 3, 1.5)]
    [InlineData(192_000, 2, Level.LoudAndSilent, 5, 1.86, 3, 1.44)]
    public void Without_one_they_take_three_trips_and_more_where_the_level_changes_between_two_looks(
        int rate, int channels, Level level, int trips, double bytes, int tripsAfter, double bytesAfter) =>
        AssertCosts(Recording(rate, channels, hasSeekTable: false, level), new Limits(trips, bytes, tripsAfter, bytesAfter));

    /// <summary>Over a thin line bytes cost more than trips: without what is asked for where the first FlacFrame of long recordings begins.</summary>
    [Theory]
    [InlineData(16_000, 3, 1.45)]
    [InlineData(32_000, 3, 1.26)]
    [InlineData(48_000, 3, 1.22)]
    public void Who_asks_for_less_at_opening_pays_a_trip_where_a_header_is_long(int rate, int trips, double bytes)
    {
        var less = new RangeOptions { HeadBytes = 27 << 10, TailBytes = 16 << 10 };
        AssertCosts(Recording(rate, 1, hasSeekTable: true, Level.Wandering), new Limits(trips, bytes, 2, 1.16), less);
    }

    private static LongFlac Recording(int rate, int channels, bool hasSeekTable, Level level) => level switch
    {
        Level.Steady => new LongFlac(rate, channels, Hours, hasSeekTable, loudness: LongFlac.Steady),
        Level.Wandering => new LongFlac(rate, channels, Hours, hasSeekTable),
        _ => new LongFlac(rate, channels, Hours, hasSeekTable, loudness: number => LongFlac.Hours(number, rate), leastBits: 0),
    };

    private sealed record Limits(int Trips, double Bytes, int TripsAfter, double BytesAfter);

    private void AssertCosts(LongFlac flac, Limits limits, RangeOptions? options = null)
    {
        List<string> over = [];
        foreach ((double place, double next) in ((double, double)[])[(0.5, 0.34), (0.21, 0.77), (0.93, 0.04), (0.63, 0.88), (0.1, 0.57)])
        {
            var distant = new DistantBytes(flac.Length, flac.Read, options);
            using AudioSource source = AudioLoader.OpenSource(distant);
            (int rate, int channels) = ((int)source.Rate, source.Channels);
            int opening = distant.Trips;
            Assert.Equal(flac.Frames, source.Frames);
            int[] samples = new int[10 * rate * channels];
            double first = Read(place);
            (int firstTrips, long firstBytes) = (distant.Trips, distant.BytesFetched);
            double ratio = firstBytes / first, second = Read(next), ratioAfter = (distant.BytesFetched - firstBytes) / second;
            string cost = $"{rate} Hz × {channels}, at {place}: {opening} and {firstTrips} trips, {ratio:0.00} × its bytes; " +
                $"at {next}: {distant.Trips - firstTrips}, {ratioAfter:0.00}";
            output.WriteLine(cost);
            bool isMore = firstTrips > limits.Trips || ratio > limits.Bytes || distant.Trips - firstTrips > limits.TripsAfter || ratioAfter > limits.BytesAfter;
            if (isMore) over.Add(cost);

            double Read(double where)
            {
                long start = (long)(where * flac.Frames);
                source.Read(start, samples.AsSpan());
                // All of a few, of many each twelfth and one.
                for (int i = 0; i < samples.Length; i += samples.Length > 1_000_000 ? 13 : 1)
                    if (samples[i] != flac.Sample(start + (i / channels), i % channels)) Assert.Fail($"frame {start + (i / channels)}");
                return flac.BytesOf(start, 10 * rate);
            }
        }
        Assert.Empty(over);
    }

    [Theory]
    [InlineData(192_000, 2, 1.03)]
    [InlineData(96_000, 2, 1.05)]
    [InlineData(48_000, 1, 1.16)]
    public void Ten_seconds_in_the_middle_of_four_hours_of_wav_take_two_trips(int rate, int channels, double bytes)
    {
        long wanted = 10L * rate * channels * 2, audio = Hours * wanted / 10;
        WaveFormat format = WaveFormat.Pcm(16, channels, (uint)rate);
        byte[] head = WaveBuilder.Of("RF64").Ds64((ulong)audio).Format(format).Data([], uint.MaxValue).ToArray();
        long length = head.Length + audio;
        var distant = new DistantBytes(length, (position, destination) =>
        {
            destination.Clear();
            if (position < head.Length) head.AsSpan((int)position, Math.Min(destination.Length, head.Length - (int)position)).CopyTo(destination);
        }, RangeOptions.Default);
        using AudioSource source = AudioLoader.OpenSource(distant);
        source.Read(source.Frames / 2, new short[10 * rate * channels].AsSpan());
        output.WriteLine($"{rate} Hz × {channels}: {distant.Trips} trips, {(double)distant.BytesFetched / wanted:0.00} × its bytes");
        Assert.Equal(2, distant.Trips);
        Assert.InRange((double)distant.BytesFetched / wanted, 1, bytes);
    }

    [Fact]
    public void A_wav_file_takes_a_trip_to_open_and_another_for_what_is_read()
    {
        byte[] file = WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Counting(4_000_000));
        var distant = new DistantBytes(file);
        using AudioLoader<short> data = AudioLoader.Open<short>(distant);
        Assert.Equal(1, distant.Trips);
        short[] read = new short[1_000_000];
        data.Read(2_000_000, read);
        Assert.Equal(unchecked((short)2_000_001), read[0]);
        Assert.Equal(2, distant.Trips);
        Assert.InRange(distant.BytesFetched, 2_000_000, 2_000_000 + (1 << 17) + (80 << 10) + (1 << 14));
    }

    /// <summary>All that comes with the frames is under way at once: more than sixteen requests would wait for each other.</summary>
    [Theory]
    [InlineData(0.21)]
    [InlineData(0.5)]
    [InlineData(0.93)]
    public void Beside_those_of_opening_there_is_a_request_for_the_frames_and_one_for_each_look_at_the_order(double place)
    {
        var flac = new LongFlac(48_000, 1, 1800, hasSeekTable: true, loudness: LongFlac.Steady);
        using var store = new FakeStore(flac.ToArray());
        using AudioSource source = AudioLoader.OpenSource(new RangeByteSource(FakeStore.Address, RangeOptions.Flac with { Client = store.Options.Client }));
        Assert.Equal(3, store.Requests.Count);
        source.Read((long)(place * source.Frames), new int[480_000].AsSpan());
        Assert.True(store.Requests.Count == 3 + 8 + 1, string.Join(", ", store.Requests));
    }

    [Fact]
    public void A_seek_table_that_lies_costs_trips_and_no_sample()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var flac = new LongFlac(8000, 1, 1800, hasSeekTable: true);
            byte[] file = flac.ToArray();
            // The points of the table: behind fLaC, STREAMINFO and its own header.
            for (int i = 46; i < 46 + (180 * 18); i++)
                if (random.Next(seed + 1) == 0) file[i] = (byte)(i % 18 < 4 ? 0 : random.Next(256));
            using AudioSource source = AudioLoader.OpenSource(new DistantBytes(file));
            int[] samples = new int[9000];
            for (int i = 0; i < 50; i++)
            {
                long start = random.NextInt64(flac.Frames - samples.Length);
                source.Read(start, samples.AsSpan());
                for (int j = 0; j < samples.Length; j++) Assert.Equal(flac.Sample(start + j, 0), samples[j]);
            }
        }
    }

    [Fact]
    public void Reading_on_needs_no_trip_that_was_announced()
    {
        var flac = new LongFlac(48_000, 1, 600, hasSeekTable: true);
        var distant = new DistantBytes(flac.Length, flac.Read);
        using AudioLoader<int> data = AudioLoader.Open<int>(distant);
        long frame = 0;
        foreach (FrameSpan<int> block in data.Blocks(4096))
        {
            for (int i = 0; i < block.FrameCount; i++) Assert.Equal(flac.Sample(frame + i, 0), block[i, 0]);
            frame += block.FrameCount;
        }
        Assert.Equal(flac.Frames, frame);
    }
}
