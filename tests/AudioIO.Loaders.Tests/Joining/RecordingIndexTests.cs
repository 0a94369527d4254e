using System.Text;
using Snapshooter.Xunit;

namespace AudioIO.Tests.Joining;

public sealed class RecordingIndexTests : IDisposable
{
    private static readonly DateTimeOffset Evening = new(2024, 5, 1, 20, 0, 0, TimeSpan.FromHours(2));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        RecordingIndex index = Index();
        index.Write(_folder["night.json"]);
        RecordingIndex read = RecordingIndex.Read(_folder["night.json"]);
        Assert.Equal(index.Files.Select(Text), read.Files.Select(Text));
        Assert.Empty(read.Check());
        Assert.Equal(["a ünï.wav", "b_20240501_200100.wav", "c.wav"], read.Files.Select(file => Path.GetFileName(file.Path)));
        Assert.Equal([Evening, null, null], read.Files.Select(file => file.StartTime?.Instant));
        Assert.Equal(["GUANO", StartTimeOrigin.FileName, null], read.Files.Select(file => file.StartTime?.Origin));
        Assert.Equal(new DateTime(2024, 5, 1, 20, 1, 0), read.Files[1].StartTime!.Local);
        Assert.Equal([1, 33, 1], read.Files.Select(file => file.FramesPerUnit));

        static string Text(IndexedFile file) =>
            $"{file.Path} {file.LengthBytes} {file.ModifiedUtc:O} {file.ModifiedUtc.Kind} {file.StartTime} {file.StartTime?.Origin} " +
            $"{file.FramesPerUnit} {file.Info.Format} {file.Info.Encoding} {file.Info.BitsPerSample} {file.Info.ValidBitsPerSample} " +
            $"{file.Info.Rate} {file.Info.Channels} {file.Info.Frames} {file.Info.ChannelMask}";
    }

    [Fact]
    public void Empty_files_stay_in_it()
    {
        string[] paths = [_folder.Write("a.wav", Waves.Int16([])), _folder.Write("b.wav", Waves.Int16([7]))];
        using (ConcatenatedSource source = ConcatenatedSource.Open(paths)) source.ToIndex().Write(_folder["night.json"]);
        using ConcatenatedSource reopened = ConcatenatedSource.Open(RecordingIndex.Read(_folder["night.json"]));
        Assert.Equal([0, 1], reopened.Files.Select(file => file.FrameCount));
        Assert.Equal([7], reopened.ReadAll<short>());
    }

    [Fact]
    public void It_is_written_for_people()
    {
        RecordingIndex index = Index();
        Directory.CreateDirectory(_folder["lists"]);
        index.Write(_folder["lists/night.json"]);
        Snapshot.Match(File.ReadAllText(_folder["lists/night.json"]).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void It_moves_with_the_recordings()
    {
        string root = _folder["card"];
        string path = _folder.Write("card/day1/a.wav", Waves.Int16(Waves.Counting(0, 100)));
        using (ConcatenatedSource source = ConcatenatedSource.Open([path])) source.ToIndex().Write(Path.Combine(root, "night.json"));
        Directory.Move(root, _folder["archive"]);
        RecordingIndex index = RecordingIndex.Read(_folder["archive/night.json"]);
        Assert.Equal(_folder[Path.Combine("archive", "day1", "a.wav")], Assert.Single(index.Files).Path);
        using ConcatenatedSource moved = ConcatenatedSource.Open(index);
        Assert.Equal(Waves.Counting(0, 100), moved.ReadAll<short>());
    }

    [Fact]
    public void Policies_and_orders_apply_to_an_index_as_to_files()
    {
        RecordingIndex index = Index();
        Assert.Throws<AudioFormatException>(() => ConcatenatedSource.Open(index, new AudioLoaderOptions { OnJoin = JoinPolicy.Strict }));
        using ConcatenatedSource source = ConcatenatedSource.Open(index);
        Assert.Equal([JoinKind.Gap, JoinKind.TimeMissing], source.Joins.Select(join => join.Kind));
        Assert.Equal(2, source.Diagnostics.Count);
    }

    [Fact]
    public void A_failed_write_leaves_the_old_index_and_nothing_else()
    {
        RecordingIndex index = Index();
        Directory.CreateDirectory(_folder["taken"]);
        Assert.ThrowsAny<Exception>(() => index.Write(_folder["taken"]));
        Assert.Throws<DirectoryNotFoundException>(() => index.Write(_folder["nowhere/night.json"]));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Root), file => file.EndsWith(".unfinished", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("{\"format\":null,\"version\":1,\"rate\":8000,\"channels\":1,\"files\":[]}")]
    [InlineData("{\"format\":\"AudioIO recording index\",\"version\":1,\"rate\":8000,\"channels\":1,\"files\":null}")]
    [InlineData("{\"format\":\"AudioIO recording index\",\"version\":1,\"rate\":8000,\"channels\":1,\"files\":[]}")]
    [InlineData("{\"format\":\"AudioIO recording index\",\"version\":1,\"rate\":8000,\"channels\":1,\"files\":[null]}")]
    [InlineData("{\"format\":\"AudioIO recording index\",\"version\":1,\"rate\":8000,\"channels\":1,\"files\":[{}]}")]
    public void What_is_no_index_is_refused(string json)
    {
        File.WriteAllText(_folder["night.json"], json);
        var refusal = Assert.Throws<AudioFormatException>(() => RecordingIndex.Read(_folder["night.json"]));
        Assert.Equal((AudioFormatErrorKind.Malformed, _folder["night.json"]), (refusal.Kind, refusal.Path));
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("AudioIO recording index", "another index")]
    [InlineData("\"rate\": 8000", "\"rate\": 0")]
    [InlineData("\"rate\": 8000", "\"rate\": 1e999")]
    [InlineData("\"rate\": 8000", "\"rate\": \"NaN\"")]
    [InlineData("\"channels\": 1", "\"channels\": 0")]
    [InlineData("\"channels\": 1", "\"channels\": 1025")]
    [InlineData("\"channels\": 1", "\"channels\": 99999999999")]
    [InlineData("\"frames\": 8000", "\"frames\": -1")]
    [InlineData("\"frames\": 8000", "\"frames\": 1e30")]
    [InlineData("\"bits\": 16", "\"bits\": 0")]
    [InlineData("\"bits\": 16", "\"bits\": 65")]
    [InlineData("\"bits\": 16", "\"bits\": 16, \"validBits\": 17")]
    [InlineData("\"bits\": 16", "\"bits\": 16, \"framesPerUnit\": 2000000000")]
    [InlineData("\"bits\": 16", "\"bits\": 16, \"channelMask\": -1")]
    [InlineData("\"bytes\": ", "\"bytes\": -")]
    [InlineData("PcmSigned", "7")]
    [InlineData("PcmSigned", "Flac, PcmSigned")]
    [InlineData("\"RIFF\"", "null")]
    [InlineData("\"GUANO\"", "\"\"")]
    [InlineData("\"GUANO\"", "null")]
    [InlineData("2024-05-01T20:00:00+02:00", "last night")]
    [InlineData("2024-05-01T20:00:00+02:00", "0001-01-01T00:00:00+14:00")]
    [InlineData("2024-05-01T20:00:00+02:00", "2024-05-01T20:00:00+99:00")]
    [InlineData("a ünï.wav", "\\u0000")]
    [InlineData("\"path\": \"a ünï.wav\"", "\"path\": \"\"")]
    public void Values_that_cannot_be_are_refused(string from, string to)
    {
        Index().Write(_folder["night.json"]);
        string json = File.ReadAllText(_folder["night.json"]);
        Assert.Contains(from, json, StringComparison.Ordinal);
        File.WriteAllText(_folder["night.json"], json.Replace(from, to, StringComparison.Ordinal));
        Assert.Throws<AudioFormatException>(() => RecordingIndex.Read(_folder["night.json"]));
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[{\"frame\": 0}]")]
    [InlineData("[{\"frame\": 0, \"start\": \"night\"}]")]
    [InlineData("[{\"frame\": 1, \"start\": \"2024-05-01T20:00:00\"}]")]
    [InlineData("[{\"frame\": 0, \"start\": \"2024-05-01T20:00:00\"}, {\"frame\": 0, \"start\": \"2024-05-01T20:00:00\"}]")]
    [InlineData("[{\"frame\": 0, \"start\": \"2024-05-01T20:00:00\"}, {\"frame\": 8000, \"start\": \"2024-05-01T20:00:00\"}]")]
    public void Stretches_that_cannot_be_are_refused(string stretches)
    {
        const string Origin = "\"startOrigin\": \"GUANO\"";
        Index().Write(_folder["night.json"]);
        string json = File.ReadAllText(_folder["night.json"]);
        File.WriteAllText(_folder["night.json"], json.Replace(Origin, $"{Origin}, \"stretches\": {stretches}", StringComparison.Ordinal));
        Assert.Throws<AudioFormatException>(() => RecordingIndex.Read(_folder["night.json"]));
    }

    [Fact]
    public void Frames_that_nobody_can_count_are_refused_when_they_are_joined()
    {
        Index().Write(_folder["night.json"]);
        string json = File.ReadAllText(_folder["night.json"])
            .Replace("\"frames\": 8000", $"\"frames\": {long.MaxValue}", StringComparison.Ordinal);
        File.WriteAllText(_folder["night.json"], json);
        var refusal = Assert.Throws<AudioFormatException>(() => ConcatenatedSource.Open(RecordingIndex.Read(_folder["night.json"])));
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, refusal.Kind);
    }

    [Fact]
    public void Every_truncation_and_every_changed_byte_is_refused_or_read_without_another_exception()
    {
        Index().Write(_folder["night.json"]);
        byte[] json = File.ReadAllBytes(_folder["night.json"]);
        for (int i = 0; i < json.Length; i++)
        {
            ReadsOrRefuses(json[..i]);
            foreach (byte replacement in (byte[])[(byte)(json[i] ^ 1), (byte)(json[i] ^ 0x80), (byte)'"', (byte)'9', 0])
            {
                byte[] changed = [.. json];
                changed[i] = replacement;
                ReadsOrRefuses(changed);
            }
        }
    }

    private void ReadsOrRefuses(byte[] json)
    {
        try
        {
            using ConcatenatedSource source = ConcatenatedSource.Open(RecordingIndex.Read(new MemoryStream(json), _folder["changed.json"]));
            source.ClockAt(0);
        }
        catch (AudioFormatException)
        {
            // Refused, as most are.
        }
        catch (Exception fault)
        {
            Assert.Fail($"{Encoding.UTF8.GetString(json)}\n{fault}");
        }
    }

    private RecordingIndex Index()
    {
        DateTime written = new(2024, 6, 1, 12, 0, 0, 125, DateTimeKind.Utc);
        string[] paths =
        [
            _folder.Write("a ünï.wav", Waves.Int16(Waves.Counting(0, 8000), start: Waves.Stamp(Evening))),
            _folder.Write("day/b_20240501_200100.wav", WaveBuilder.File(WaveFormat.Ima(1, 20), new byte[200])),
            _folder.Write("day/c.wav", WaveBuilder.File(WaveFormat.Extensible(1, 24, validBits: 20, mask: 4), new byte[60])),
        ];
        foreach (string path in paths) File.SetLastWriteTimeUtc(path, written);
        using ConcatenatedSource source = ConcatenatedSource.Open(paths);
        return source.ToIndex();
    }
}
