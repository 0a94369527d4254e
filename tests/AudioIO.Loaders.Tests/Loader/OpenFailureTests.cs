namespace AudioIO.Tests;

/// <summary>What cannot be opened: the exception tells why, and nothing stays open.</summary>
public sealed class OpenFailureTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("audioio-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_missing_file_is_not_found()
    {
        string path = Path.Combine(_folder.FullName, "missing.wav");
        Assert.Equal(path, Assert.Throws<FileNotFoundException>(() => AudioLoader.Open(path)).FileName);
        Assert.Throws<FileNotFoundException>(() => AudioLoader.Identify(path));
        Assert.Throws<FileNotFoundException>(() => AudioLoader.Load(path));
        Assert.Throws<FileNotFoundException>(() => Recordings.Open(path));
        Assert.ThrowsAny<IOException>(() => AudioLoader.Open(Path.Combine(path, "inside.wav")));
    }

    [Fact]
    public void A_directory_is_called_one()
    {
        IOException failure = Assert.ThrowsAny<IOException>(() => AudioLoader.Open(_folder.FullName));
        Assert.Contains("is a directory", failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, Assert.ThrowsAny<IOException>(() => AudioLoader.OpenSource(_folder.FullName)).Message);
        Assert.Equal(failure.Message, Assert.ThrowsAny<IOException>(() => AudioLoader.Identify(_folder.FullName)).Message);
    }

    [Fact]
    public void An_empty_path_or_none_is_misuse()
    {
        Assert.Throws<ArgumentException>(() => AudioLoader.Open(""));
        Assert.Throws<ArgumentNullException>(() => AudioLoader.Open((string)null!));
        Assert.Throws<ArgumentNullException>(() => AudioLoader.Open((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => new AudioLoader<float>(null!));
    }

    [Fact]
    public void A_refused_file_is_named_and_closed()
    {
        string path = Path.Combine(_folder.FullName, "empty.wav");
        File.WriteAllBytes(path, []);
        AudioFormatException refusal = Assert.Throws<AudioFormatException>(() => AudioLoader.Open(path));
        Assert.Equal(path, refusal.Path);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        using FileStream alone = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void Every_way_to_fail_closes_the_bytes()
    {
        byte[][] files = [[], new byte[100], WaveBuilder.Riff().ToArray(), WaveBuilder.File(WaveFormat.Pcm(0), new byte[8])];
        foreach (byte[] file in files)
        {
            var bytes = new CountingBytes(file);
            Assert.Throws<AudioFormatException>(() => Opening.OrDispose(bytes, null, Opening.Source));
            Assert.True(bytes.IsDisposed);
            var stream = new MemoryStream(file);
            Assert.Throws<AudioFormatException>(() => AudioLoader.Open(stream));
            Assert.False(stream.CanRead);
            var kept = new MemoryStream(file);
            Assert.Throws<AudioFormatException>(() => AudioLoader.Open(kept, new AudioLoaderOptions { LeaveOpen = true }));
            Assert.True(kept.CanRead);
        }
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_misuse()
    {
        using var deflate = new System.IO.Compression.DeflateStream(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress);
        Assert.Contains("seek", Assert.Throws<ArgumentException>(() => AudioLoader.Open(deflate)).Message, StringComparison.Ordinal);
    }
}
