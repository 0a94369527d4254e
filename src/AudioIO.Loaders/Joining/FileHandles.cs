using System.Collections.Concurrent;

namespace AudioIO;

/// <summary>
/// The handles of the files of a recording, a few at a time. A file whose handle is opened again must still be the one that was known.
/// </summary>
internal sealed class FileHandles : IDisposable
{
    private readonly LeasePool<ByteSource> _pool;
    private readonly FileStore _store;
    private readonly Func<int, KnownFile> _known;
    private readonly ConcurrentDictionary<int, FileStamp> _indexed = []; // what indexed files were when they were opened first

    /// <param name="store">Where the files are.</param>
    /// <param name="limit">Largest number of handles at once, from 1.</param>
    /// <param name="known">What is known of a file by its index.</param>
    public FileHandles(FileStore store, int limit, Func<int, KnownFile> known)
    {
        _store = store;
        _known = known;
        _pool = new LeasePool<ByteSource>(limit, Open);
    }

    /// <summary>Gives a handle into use for one read. Waits while all that may be open are in use.</summary>
    /// <exception cref="AudioFormatException">The file has changed.</exception>
    /// <exception cref="IOException">The file is gone, or cannot be read.</exception>
    public LeasePool<ByteSource>.Lease Rent(int file) => _pool.Rent(file);

    /// <summary>Closes the handle of a file, unless it is in use: the next one is opened by its name.</summary>
    public void Drop(int file) => _pool.Drop(file);

    public void Dispose() => _pool.Dispose();

    private ByteSource Open(int file)
    {
        KnownFile known = _known(file);
        ThrowIfChanged(file, known);
        ByteSource bytes = _store.Bytes(known.File.Path);
        try
        {
            // The first look was at a name, this one is at what the opened name still stands for.
            ThrowIfChanged(file, known);
            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private void ThrowIfChanged(int file, KnownFile known)
    {
        FileStamp found = _store.Stamp(known.File.Path);
        known.ThrowIfChanged(found);
        if (!known.IsIndexed) return;
        FileStamp first = _indexed.GetOrAdd(file, found);
        if (first == found || (known.MayGrow && found.LengthBytes > first.LengthBytes)) return;
        throw KnownFile.Changed(known.File.Path, first.DifferenceTo(found)!);
    }
}
