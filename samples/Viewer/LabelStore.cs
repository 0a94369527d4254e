namespace AudioIO.Samples.Viewer;

/// <summary>
/// The labels, each with a number of its own. Where they have a file, it is written at every change, unless another program has changed it
/// since: then nothing of it is overwritten, and the answer says so.
/// </summary>
internal sealed class LabelStore
{
    private readonly Lock _lock = new();
    private readonly AudioSource _source;
    private readonly string? _path;
    private readonly LabelFormat _format;
    private readonly SortedDictionary<int, Label> _labels = [];
    private (long Length, DateTime Time)? _stamp;
    private int _lastId;

    /// <param name="source">The recording.</param>
    /// <param name="path">Path of the file; null for none.</param>
    /// <exception cref="AudioFormatException">There is such a file, and it cannot be understood.</exception>
    public LabelStore(AudioSource source, string? path)
    {
        (_source, _path) = (source, path);
        if (path is null) return;
        _format = LabelFile.FormatOf(path);
        _stamp = Stamp();
        if (_stamp is null) return;
        LabelFile read = LabelFile.Read(path, source);
        // What a table says beside the labels would be lost in another format. Of an empty file the name tells.
        if (read.Labels.Count > 0) _format = read.Format;
        Notes = [.. read.Diagnostics.Select(note => note.Message)];
        foreach (Label label in read.Labels) _labels.Add(++_lastId, label);
    }

    /// <summary>Name of the file; null where there is none.</summary>
    public string? FileName => Path.GetFileName(_path);

    /// <summary>What was not as it should be in the file.</summary>
    public IReadOnlyList<string> Notes { get; } = [];

    /// <summary>All labels with their numbers.</summary>
    public IReadOnlyList<KeyValuePair<int, Label>> All
    {
        get
        {
            lock (_lock) return [.. _labels];
        }
    }

    /// <summary>Adds a label, or puts it in the place of one.</summary>
    /// <param name="id">Number of the one that it replaces; null to add it.</param>
    /// <param name="change">Makes it of the one that was there, so that columns nobody sees stay; null where it is new.</param>
    /// <returns>Its number; null where there is none to replace. And why the file could not be written, if so.</returns>
    public (int? Id, string? Fault) Put(int? id, Func<Label?, Label> change)
    {
        lock (_lock)
        {
            if (id is { } known && !_labels.ContainsKey(known)) return (null, null);
            int place = id ?? ++_lastId;
            _labels[place] = change(_labels.GetValueOrDefault(place));
            return (place, Save());
        }
    }

    /// <summary>Removes a label.</summary>
    /// <returns>False where there is none. And why the file could not be written, if so.</returns>
    public (bool IsFound, string? Fault) Remove(int id)
    {
        lock (_lock)
        {
            return _labels.Remove(id) ? (true, Save()) : (false, null);
        }
    }

    /// <summary>Writes all labels as a text.</summary>
    public void Write(TextWriter text, LabelFormat format)
    {
        Label[] labels;
        lock (_lock) labels = InOrder();
        LabelFile.Write(text, labels, _source, format);
    }

    private string? Save()
    {
        if (_path is null) return null;
        if (Stamp() != _stamp) return $"{FileName} was changed by another program: it was not overwritten. Start the viewer anew to read it.";
        try
        {
            LabelFile.Write(_path, InOrder(), _source, _format, overwrite: true);
            _stamp = Stamp();
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return fault.Message;
        }
    }

    private Label[] InOrder() => [.. _labels.Values.OrderBy(label => label.StartFrame)];

    private (long Length, DateTime Time)? Stamp()
    {
        var file = new FileInfo(_path!);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : null;
    }
}
