using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AudioIO.Samples.Viewer;

/// <summary>The numbers in an address, read in the same way in every country; one that is none is a fault that names it.</summary>
/// <param name="query">What stands behind the question mark.</param>
internal sealed class Asked(IQueryCollection query)
{
    /// <summary>What is wrong with the first number that is none; null where nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>A whole number of 0 or more; <paramref name="otherwise"/> where it is not stated, a fault where that is null.</summary>
    public long Whole(string name, long? otherwise = null)
    {
        string? text = query[name];
        if (string.IsNullOrEmpty(text) && otherwise is { } value) return value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return number;
        Fault ??= $"'{name}' is no whole number of 0 or more.";
        return 0;
    }

    /// <summary>A whole number that fits 32 bits.</summary>
    public int Small(string name, int? otherwise = null)
    {
        long number = Whole(name, otherwise);
        if (number <= int.MaxValue) return (int)number;
        Fault ??= $"'{name}' is too large.";
        return 0;
    }

    /// <summary>Whole numbers that fit 32 bits, as often as the name stands there.</summary>
    public int[] Smalls(string name)
    {
        var numbers = new List<int>();
        foreach (string? text in query[name])
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) numbers.Add(number);
            else Fault ??= $"'{name}' is no whole number of 0 or more, or too large.";
        }
        return [.. numbers];
    }

    /// <summary>A finite number; null where it is not stated.</summary>
    public double? Number(string name)
    {
        string? text = query[name];
        if (string.IsNullOrEmpty(text)) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)) return number;
        Fault ??= $"'{name}' is no number.";
        return null;
    }

    /// <summary>What is laid over the samples.</summary>
    public Filtering Filtering(double rate)
    {
        var filtering = new Filtering(Number("low"), Number("high"), Number("envelope"));
        Fault ??= filtering.FaultAt(rate);
        return filtering;
    }
}
