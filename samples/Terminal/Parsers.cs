using System.CommandLine;

namespace AudioIO.Samples.Terminal;

/// <summary>Options whose values System.CommandLine does not parse, or not strictly enough.</summary>
public static class Parsers
{
    /// <summary>A time as seconds, m:ss or h:mm:ss.</summary>
    public static Option<TimeSpan?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (TimeText.TryParse(text, out TimeSpan time)) return time;
            result.AddError($"{name}: '{text}' is no time; write seconds (83.6), m:ss (1:23.6) or h:mm:ss (1:23:45.6).");
            return null;
        },
    };

    /// <summary>Refuses values outside a range, with a message that names it.</summary>
    public static Option<T> Between<T>(this Option<T> option, T least, T most)
    {
        option.Validators.Add(result =>
        {
            // A value that did not parse has its own message already.
            if (result.Errors.Any() || result.Tokens.Count == 0) return;
            T value = result.GetValueOrDefault<T>();
            if (Comparer<T>.Default.Compare(value, least) < 0 || Comparer<T>.Default.Compare(value, most) > 0)
                result.AddError(FormattableString.Invariant($"{option.Name}: {value} is not between {least} and {most}."));
        });
        return option;
    }
}
