using Xunit.Abstractions;

namespace AudioIO.Tests.Remote;

/// <summary>How many trips recordings take that lie far away, and how many bytes beside those of the frames.</summary>
public class TripTests(ITestOutputHelper output)
{
    private const int Hours = 4 * 3600; // in seconds

    /// <summary>Rate, channels, seek table; most trips and bytes of opening and the first read; the same of the second read alone.</summary>
    [Theory]
    [InlineData(192_000, 2, true, 2, 1.15, 1, 1.1)]
    [InlineData(96_000, 2, true, 2, 1.25, 1, 1.1)]
    [InlineData(48_000, 1, true, 2, 1.65, 1, 1.15)]
    [InlineData(192_000, 2, false, 4, 1.45, 2, 1.2)]
    [InlineData(96_000, 2, false, 4, 1.45, 2, 1.2)]
    [InlineData(48_000, 1, false, 4, 1.95, 2, 1.25)]
    public void Ten_seconds_in_the_middle_of_four_hours_of_flac_take_few_trips(
        int rate, int channels, bool hasSeekTable, int trips, double bytes, int tripsAfter, double bytesAfter) =>
        AssertCosts(new LongFlac(rate, channels, Hours, hasSeekTable), new Limits(trips, bytes, tripsAfter, bytesAfter));

    [Theory]
    [InlineData(192_000, 2, 1.2)]
    [InlineData(96_000, 2, 1.3)]
    [InlineData(48_000, 1, 1.8)]
    public void Of_steady_noise_without_a_seek_table_they_take_three_trips(int rate, int channels, double bytes) =>
        AssertCosts(new LongFlac(rate, channels, Hours, false, loudness: LongFlac.Steady), new Limits(3, bytes, 2, 1.2));

    /// <summary>The middle is where a silent hour begins: the looks around it are of both. Ten silent seconds have few bytes beside those of opening.</summary>
    [Theory]
    [InlineData(192_000, 2, true, 2, 1.5)]
    [InlineData(96_000, 2, true, 2, 1.8)]
    [InlineData(192_000, 2, false, 7, 4.7)]
    [InlineData(96_000, 2, false, 7, 4.7)]
    public void Where_loud_hours_have_five_times_the_bytes_of_silent_ones_a_seek_table_saves_the_most(
        int rate, int channels, bool hasSeekTable, int trips, double bytes)
    {
        double HoursOf(long number) => (number * 4096 / rate / 3600 % 2 * 0.9) + (0.1 * LongFlac.Chance(number));
        AssertCosts(new LongFlac(rate, channels, Hours, hasSeekTable, loudness: HoursOf, leastBits: 0), new Limits(trips, bytes, 3, 1.5));
    }

    /// <summary>Over a thin line bytes cost more than trips.</summary>
    [Theory]
    [InlineData(96_000, 2, true, 80, 1.2)]
    [InlineData(48_000, 1, true, 58, 1.4)]
    [InlineData(48_000, 1, false, 58, 1.7)]
    public void Who_asks_for_less_at_opening_pays_a_trip_where_a_header_is_long(int rate, int channels, bool hasSeekTable, int tailKiB, double bytes) =>
        AssertCosts(new LongFlac(rate, channels, Hours, hasSeekTable), new Limits(hasSeekTable ? 3 : 4, bytes, 3, 1.3), 32 << 10, tailKiB << 10);

    private sealed record Limits(int Trips, double Bytes, int TripsAfter, double BytesAfter);

    private void AssertCosts(LongFlac flac, Limits limits, int headBytes = 128 << 10, int tailBytes = 80 << 10)
    {
        List<string> over = [];
        foreach ((double place, double next) in ((double, double)[])[(0.5, 0.34), (0.21, 0.77), (0.93, 0.04)])
        {
            var distant = new DistantBytes(flac.Length, flac.Read, tailBytes, headBytes);
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
                for (int i = 0; i < samples.Length; i++)
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
        }, tailBytes: 0);
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
        using AudioSource source = AudioLoader.OpenSource(store.Open(tailBytes: 80 << 10));
        Assert.Equal(2, store.Requests.Count);
        source.Read((long)(place * source.Frames), new int[480_000].AsSpan());
        Assert.True(store.Requests.Count == 2 + 8 + 1, string.Join(", ", store.Requests));
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
