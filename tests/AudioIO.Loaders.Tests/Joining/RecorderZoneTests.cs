using AudioIO.Tests.MetadataReading;

namespace AudioIO.Tests.Joining;

/// <summary>The clock of a recorder whose files name no zone, with and without knowing where it hangs.</summary>
public sealed class RecorderZoneTests : IDisposable
{
    private static readonly TimeZoneInfo Zone = SummerTime.Zone;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_zone_the_clock_is_local_and_asking_for_an_instant_names_the_remedy()
    {
        using AudioLoader<float> data = Open(null, "20240601_220000.wav");
        Assert.Equal((new DateTime(2024, 6, 1, 22, 0, 0), DateTimeKind.Unspecified), (data.ClockAt(0), data.ClockAt(0)!.Value.Kind));
        Assert.Equal(50, data.FrameAtClock(new DateTime(2024, 6, 1, 22, 0, 5)));
        Assert.False(data.IsZoneKnown);
        Action[] asking =
        [
            () => data.InstantAt(0),
            () => data.FrameAtInstant(DateTimeOffset.UnixEpoch),
            () => data.FrameAtClock(DateTime.UtcNow),
            () => data.FrameAtClock(DateTime.Now),
        ];
        foreach (Action ask in asking)
        {
            var fault = Assert.Throws<InvalidOperationException>(ask);
            Assert.Contains("AudioLoaderOptions.RecorderZone", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void With_a_zone_the_clock_is_an_instant()
    {
        using AudioLoader<float> data = Open(Zone, "20240601_220000.wav");
        Assert.True(data.IsZoneKnown);
        Assert.Equal(new DateTime(2024, 6, 1, 22, 0, 0), data.ClockAt(0));
        Assert.Equal(new DateTimeOffset(2024, 6, 1, 22, 0, 5, TimeSpan.FromHours(2)), data.InstantAt(50));
        Assert.Equal(50, data.FrameAtInstant(new DateTimeOffset(2024, 6, 1, 20, 0, 5, TimeSpan.Zero)));
        Assert.Equal(50, data.FrameAtClock(new DateTime(2024, 6, 1, 20, 0, 5, DateTimeKind.Utc)));
        Assert.Null(data.StartTime!.UtcOffset);
    }

    [Fact]
    public void The_zone_shows_the_clock_of_a_file_that_names_another_one()
    {
        using AudioLoader<float> data = Open(Zone, "20240601T200000+0000.wav");
        Assert.Equal(new DateTime(2024, 6, 1, 22, 0, 0), data.ClockAt(0));
        Assert.Equal(new DateTimeOffset(2024, 6, 1, 20, 0, 0, TimeSpan.Zero), data.InstantAt(0));
    }

    // 10 frames a second: 7200 s are 72000 frames.
    [Theory]
    [InlineData("20240331_010000.wav", "2024-03-31T01:59:59", "2024-03-31T03:00:00")]
    [InlineData("20241027_020000.wav", "2024-10-27T02:59:59", "2024-10-27T03:00:00")]
    public void The_clock_shown_changes_within_a_recording_when_summer_time_begins_or_ends(string name, string before, string after)
    {
        using AudioLoader<float> data = Open(Zone, name);
        bool isSpring = name.Contains("0331", StringComparison.Ordinal);
        // In autumn a lone file at two is taken for the later one, in winter time: the hour before three passes once.
        Assert.Equal(DateTime.Parse(before, null), data.ClockAt(35_990));
        Assert.Equal(DateTime.Parse(after, null), data.ClockAt(36_000));
        Assert.Equal(TimeSpan.FromHours(1), data.InstantAt(36_000) - data.InstantAt(0));
        Assert.Equal(TimeSpan.FromHours(isSpring ? 2 : 1), data.InstantAt(36_000)!.Value.Offset);
    }

    [Fact]
    public void Through_the_end_of_summer_time_every_frame_is_found_by_its_instant_and_the_first_of_two_by_its_clock()
    {
        // From 1:00 in summer to 3:00 in winter: three hours, of which the second is shown twice.
        using AudioLoader<float> data = Open(Zone, "20241027_010000.wav", 3 * 36_000);
        for (long frame = 0; frame < data.Frames; frame += 999) Assert.Equal(frame, data.FrameAtInstant(data.InstantAt(frame)!.Value));
        Assert.Equal(data.ClockAt(36_000), data.ClockAt(72_000));
        Assert.Equal(36_000 + 18_000, data.FrameAtClock(new DateTime(2024, 10, 27, 2, 30, 0)));
    }

    [Fact]
    public void Files_of_the_hour_that_occurs_twice_follow_each_other()
    {
        string[] names = ["a_20241027_010000.wav", "b_20241027_020000.wav", "c_20241027_020000.wav", "d_20241027_030000.wav"];
        foreach (string name in names) Write(name, 36_000);
        var options = new AudioLoaderOptions { RecorderZone = Zone };
        using AudioLoader<float> data = AudioLoader.Open(names.Select(name => _folder[name]), options);
        Assert.All(data.Joins, join => Assert.Equal(JoinKind.Seamless, join.Kind));
        Assert.Equal(TimeSpan.FromHours(3), data.InstantAt(108_000) - data.InstantAt(0));
        using AudioLoader<float> unzoned = AudioLoader.Open(names.Select(name => _folder[name]));
        Assert.Equal([JoinKind.Seamless, JoinKind.Overlap, JoinKind.Seamless], unzoned.Joins.Select(join => join.Kind));
    }

    [Fact]
    public void The_second_of_two_hours_is_found_where_only_it_was_recorded()
    {
        Write("20241027_014500.wav", 6_000);
        Write("20241027T021500+0100.wav", 6_000);
        using AudioLoader<float> data = AudioLoader.Open(
            [_folder["20241027_014500.wav"], _folder["20241027T021500+0100.wav"]], new AudioLoaderOptions { RecorderZone = Zone });
        Assert.Equal(6_000 + 3_000, data.FrameAtClock(new DateTime(2024, 10, 27, 2, 20, 0)));
    }

    [Fact]
    public void The_raw_files_of_a_HARP_recording_have_a_clock_each_alone_and_among_others()
    {
        short[] samples = new short[4000];
        _folder.Write("first.x.wav", Waves.Int16(samples, 1, 48000, null, ("harp", Samples.Harp())));
        _folder.Write("next.wav", Waves.Int16(samples, 1, 48000, "2019-01-05T12:50:02Z"));
        var start = new DateTimeOffset(2019, 1, 5, 12, 45, 0, 250, TimeSpan.Zero);
        var pause = new DateTimeOffset(2019, 1, 5, 12, 50, 0, TimeSpan.Zero);
        using ConcatenatedSource both = ConcatenatedSource.Open([_folder["first.x.wav"], _folder["next.wav"]]);
        using AudioSource alone = AudioLoader.OpenSource(_folder["first.x.wav"]);
        both.ToIndex().Write(_folder["index.json"]);
        using ConcatenatedSource again = ConcatenatedSource.Open(RecordingIndex.Read(_folder["index.json"]));
        foreach (AudioSource source in (AudioSource[])[alone, both, again])
        {
            Assert.Equal(start.AddSeconds(480 / 48000.0), source.InstantAt(480));
            Assert.Equal(pause.AddSeconds(480 / 48000.0), source.InstantAt(1480));
            Assert.Equal(1000, source.FrameAtInstant(start.AddMinutes(2)));
            Assert.Equal(1480, source.FrameAtClock(pause.DateTime.AddSeconds(480 / 48000.0)));
        }
        // The last raw file begins at 12:50:01 and has 2000 frames.
        Assert.Equal(1 - (2000 / 48000.0), Assert.Single(both.Joins).GapSeconds!.Value, 6);
        Assert.Equal((0, 4000), (both.Joins[0].Index, both.Joins[0].StartFrame));
    }

    private AudioLoader<float> Open(TimeZoneInfo? zone, string name, int frames = 72_000)
    {
        Write(name, frames);
        return AudioLoader.Open(_folder[name], new AudioLoaderOptions { RecorderZone = zone });
    }

    private void Write(string name, int frames) => _folder.Write(name, WaveBuilder.File(WaveFormat.Pcm(8, 1, 10), new byte[frames]));
}
