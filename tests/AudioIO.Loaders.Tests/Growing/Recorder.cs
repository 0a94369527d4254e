namespace AudioIO.Tests.Growing;

/// <summary>A file that is being written while others read it.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly FileStream _file;

    public Recorder(byte[] start)
    {
        Path = System.IO.Path.GetTempFileName();
        _file = new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _file.Write(start);
    }

    public string Path { get; }

    public void Append(byte[] bytes) => Write(_file.Length, bytes);

    public void Write(long position, byte[] bytes)
    {
        _file.Position = position;
        _file.Write(bytes);
    }

    public void SetLength(long length) => _file.SetLength(length);

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(Path);
    }
}
