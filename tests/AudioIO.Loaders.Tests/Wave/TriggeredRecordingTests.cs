using AudioIO.Tests.Field;

namespace AudioIO.Tests.Wave;

/// <summary>Triggered recordings of AudioMoth: the silence that was left out, its clock, and the recording with the silence put back.</summary>
public sealed class TriggeredRecordingTests : IDisposable
{
    private const string Comment =
        "Recorded at 19:22:55 14/12/2020 (UTC) by AudioMoth 0FE081F80FE081F0. Amplitude threshold was 128 with 5s minimum trigger duration.";

    private const string WithoutTime = "AudioMoth 0FE081F80FE081F0. Frequency trigger (8.0kHz) threshold was 1.0%.";

    private static readonly DateTimeOffset Start = new(2020, 12, 14, 19, 22, 55, TimeSpan.Zero);
    private static readonly AudioLoaderOptions Fill = new() { Gaps = GapPolicy.Fill };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(488)]
    [InlineData(480)]
    [InlineData(512)]
    public void Silence_is_put_back_and_a_frame_is_a_time(int headerBytes)
    {
        byte[] file = FieldFiles.AudioMothTriggered(headerBytes, Comment, 5, 300, 1);
        short[] expected = Expand(file, headerBytes, 5, 300, 1);
        using AudioSource source = AudioLoader.OpenSource(new MemoryStream(file), Fill);
        AssertReads(source, expected);
        for (long frame = 0; frame <= source.Frames; frame += 97)
        {
            DateTimeOffset instant = Start + source.TimeAt(frame);
            Assert.Equal(instant, source.InstantAt(frame));
            // The clock's ticks of 100 ns are finer than frames.
            if (frame < source.Frames) Assert.Equal(frame, source.FrameAtInstant(instant));
        }
        Diagnostic[] silences = [.. source.Diagnostics.Where(entry => entry.Kind == DiagnosticKind.Join)];
        Assert.Equal([5L * 256, 300 * 256, 256], silences.Select(entry => entry.FrameCount!.Value));
        Assert.All(silences, entry => Assert.True(
            expected.AsSpan((int)entry.StartFrame!.Value, (int)entry.FrameCount!.Value).IndexOfAnyExcept((short)0) < 0));
        Assert.Equal(7, source.ContinuousRanges.Count);
    }

    /// <summary>Nothing is joined with anything: how strict joins are is the matter of several files.</summary>
    [Theory]
    [InlineData(Comment)]
    [InlineData(WithoutTime)]
    public void It_is_filled_however_strict_joins_are(string comment)
    {
        byte[] file = FieldFiles.AudioMothTriggered(512, comment, 5, 300, 1);
        using AudioSource source = AudioLoader.OpenSource(new MemoryStream(file), Fill with { OnJoin = JoinPolicy.Strict });
        AssertReads(source, Expand(file, 512, 5, 300, 1));
    }

    [Fact]
    public void As_it_is_stored_the_clock_is_right_behind_every_silence()
    {
        byte[] file = FieldFiles.AudioMothTriggered(512, Comment, 5, 300, 1);
        using AudioSource source = AudioLoader.OpenSource(new MemoryStream(file));
        // 256 frames of sound at first, then the code word's and 512 of sound, three times.
        Assert.Equal(256 + (3 * 768), source.Frames);
        Assert.Equal(Start, source.InstantAt(0));
        Assert.Equal(Start + source.TimeAt(256 + (5 * 256)), source.InstantAt(512));
        Assert.Equal(Start + source.TimeAt(256 + 512 + (305 * 256)), source.InstantAt(512 + 768));
        Assert.Equal([0L, 512, 1280, 2048], source.ContinuousRanges.Select(range => range.Start));
        Assert.Equal(512, source.FrameAtInstant(Start + source.TimeAt(6 * 256)));
    }

    [Fact]
    public void Silence_ends_and_begins_a_recording_too()
    {
        foreach (string comment in (string[])[Comment, WithoutTime])
        {
            byte[] file = FieldFiles.AudioMothTriggered(512, comment, 7, 9);
            byte[] header = file[..512];
            byte[] audio = [.. file[1024..1536], .. file[512..1024], .. file[(1024 + 1536)..(1024 + 2048)]];
            BitConverter.GetBytes(audio.Length).CopyTo(header, 508);
            using AudioSource source = AudioLoader.OpenSource(new MemoryStream([.. header, .. audio]), Fill);
            AssertReads(source, [.. new short[7 * 256], .. Samples(file, 512, 256), .. new short[9 * 256]]);
            DateTimeOffset? expected = comment == Comment ? Start + source.TimeAt(source.Frames) : null;
            Assert.Equal(expected, source.StartTime is null ? null : source.InstantAt(source.Frames));
        }
    }

    [Fact]
    public void In_a_join_and_from_its_index_it_is_filled_alike()
    {
        byte[] first = FieldFiles.AudioMothTriggered(512, Comment, 5, 40);
        string later = Comment.Replace("19:22:55", "19:23:00", StringComparison.Ordinal);
        byte[] second = FieldFiles.AudioMothTriggered(512, later, 60);
        File.WriteAllBytes(_folder["20201214_192255T.WAV"], first);
        File.WriteAllBytes(_folder["20201214_192300T.WAV"], second);
        short[] early = Expand(first, 512, 5, 40), late = Expand(second, 512, 60);
        using ConcatenatedSource source = ConcatenatedSource.Open([_folder["20201214_192255T.WAV"], _folder["20201214_192300T.WAV"]], Fill);
        short[] expected = new short[((long)(5 * source.Rate)) + late.Length];
        early.CopyTo(expected, 0);
        late.CopyTo(expected.AsSpan((int)(5 * source.Rate)));
        AssertReads(source, expected);
        source.ToIndex().Write(_folder["night.json"]);
        using ConcatenatedSource indexed = ConcatenatedSource.Open(RecordingIndex.Read(_folder["night.json"]), Fill);
        AssertReads(indexed, expected);
        Assert.Equal(Start.AddSeconds(5), indexed.InstantAt((long)(5 * source.Rate)));
    }

    // Opened before there is any silence in it, alone and as the last of two.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Silence_that_is_written_later_is_filled_as_when_it_is_opened_anew(bool isJoined)
    {
        byte[] file = FieldFiles.AudioMothTriggered(512, Comment, 5, 40, 3);
        string[] paths = [_folder.Write("a.wav", Joining.Waves.Int16([1, 2, 3])), _folder.Write("b.wav", file[..900])];
        using AudioSource source = Open(paths, isJoined);
        short[] first = isJoined ? [1, 2, 3] : [];
        foreach (int length in (int[])[1500, 2600, 3000, file.Length])
        {
            File.WriteAllBytes(paths[1], file[..length]);
            source.Refresh();
            using AudioSource anew = Open(paths, isJoined);
            Assert.Equal(anew.ReadAll<short>(), source.ReadAll<short>());
        }
        AssertReads(source, [.. first, .. Expand(file, 512, 5, 40, 3)]);
    }

    // Half of what stands for silence is sound to whoever reads it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_has_read_the_beginning_of_what_stands_for_silence_as_sound_forgets_it(bool isJoined)
    {
        byte[] file = FieldFiles.AudioMothTriggered(512, Comment, 5, 40, 3);
        string[] paths = [_folder.Write("a.wav", Joining.Waves.Int16([1, 2, 3])), _folder.Write("b.wav", file[..1500])];
        using AudioSource source = Open(paths, isJoined);
        using AudioLoader<short> array = new(source, Fill);
        foreach (int length in (int[])[1536, 2600, file.Length])
        {
            array.View(0, (int)array.Frames);
            File.WriteAllBytes(paths[1], file[..length]);
            array.Refresh();
            Assert.Equal(source.ReadAll<short>(), array.View(0, (int)array.Frames).Span.ToArray());
        }
    }

    [Fact]
    public void Silence_beyond_the_longest_gap_is_refused() => Assert.Throws<AudioFormatException>(() => AudioLoader.OpenSource(
        new MemoryStream(FieldFiles.AudioMothTriggered(512, Comment, uint.MaxValue)), Fill));

    private static AudioSource Open(string[] paths, bool isJoined) =>
        isJoined ? ConcatenatedSource.Open(paths, Fill) : AudioLoader.OpenSource(paths[1], Fill);

    private static void AssertReads(AudioSource source, short[] expected)
    {
        Assert.Equal(expected.Length, source.Frames);
        Assert.Equal(expected, source.ReadAll<short>());
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            int start = random.Next(expected.Length);
            short[] found = new short[random.Next(1, Math.Min(3000, expected.Length - start) + 1)];
            source.Read<short>(start, found);
            Assert.True(found.AsSpan().SequenceEqual(expected.AsSpan(start, found.Length)), $"{found.Length} from {start}");
        }
    }

    private static short[] Expand(byte[] file, int headerBytes, params int[] silences)
    {
        int first = 256 - (headerBytes % 512 / 2), position = headerBytes;
        List<short> expected = [.. Samples(file, position, first)];
        position += 2 * first;
        foreach (int silence in silences)
        {
            expected.AddRange(new short[silence * 256]);
            expected.AddRange(Samples(file, position + 512, 512));
            position += 1536;
        }
        return [.. expected];
    }

    private static short[] Samples(byte[] file, int position, int count) =>
        [.. Enumerable.Range(0, count).Select(i => BitConverter.ToInt16(file, position + (2 * i)))];
}
